using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The environment variables of a resource, about to start.</summary>
/// <param name="executionContext">Whether the application runs or is published.</param>
/// <param name="resource">The resource.</param>
/// <param name="environmentVariables">What is set already. <see langword="null"/>: nothing.</param>
/// <param name="cancellationToken">Set when the start is given up.</param>
public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>The variables: strings and values.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>Whether the application runs or is published.</summary>
    internal DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext ?? throw new ArgumentNullException(nameof(executionContext));

    /// <summary>The resource.</summary>
    internal IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>Writes to the resource's log.</summary>
    internal ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>Set when the start is given up.</summary>
    internal CancellationToken CancellationToken { get; } = cancellationToken;
}
