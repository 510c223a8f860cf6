using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command being carried out.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The id of the resource instance: what <see cref="ResourceNotificationService"/> knows it by.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Set when the caller gives up.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes to the resource's log.</summary>
    public required ILogger Logger { get; init; }
}
