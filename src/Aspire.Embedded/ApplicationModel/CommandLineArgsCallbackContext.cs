using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The command-line arguments of a resource, about to start.</summary>
/// <param name="args">The list to add to.</param>
/// <param name="resource">The resource.</param>
/// <param name="cancellationToken">Set when the start is given up.</param>
public sealed class CommandLineArgsCallbackContext(IList<object> args, IResource resource, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments: strings and values.</summary>
    public IList<object> Args { get; } = args ?? throw new ArgumentNullException(nameof(args));

    /// <summary>The resource.</summary>
    internal IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>Whether the application runs or is published.</summary>
    internal DistributedApplicationExecutionContext ExecutionContext { get; init; } = new(DistributedApplicationOperation.Run);

    /// <summary>Writes to the resource's log.</summary>
    internal ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Set when the start is given up.</summary>
    internal CancellationToken CancellationToken { get; } = cancellationToken;
}
