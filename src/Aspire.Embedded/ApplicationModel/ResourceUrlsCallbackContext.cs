using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The URLs that the dashboard is about to show for a resource.</summary>
/// <param name="executionContext">Whether the application runs or is published.</param>
/// <param name="resource">The resource.</param>
/// <param name="urls">The URLs of its endpoints. <see langword="null"/>: none.</param>
/// <param name="cancellationToken">Set when the start is given up.</param>
internal class ResourceUrlsCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    List<ResourceUrlAnnotation>? urls = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>The resource.</summary>
    internal IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>The URLs, to be added to and removed from.</summary>
    internal List<ResourceUrlAnnotation> Urls { get; } = urls ?? [];

    /// <summary>Whether the application runs or is published.</summary>
    internal DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext ?? throw new ArgumentNullException(nameof(executionContext));

    /// <summary>Writes to the resource's log.</summary>
    internal ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>Set when the start is given up.</summary>
    internal CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>References an endpoint of the resource.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The endpoint, or <see langword="null"/> when the resource has no endpoints.</returns>
    internal EndpointReference? GetEndpoint(string name) => Resource is IResourceWithEndpoints owner ? owner.GetEndpoint(name) : null;
}
