namespace Aspire.Hosting.ApplicationModel;

/// <summary>A change of a resource's state.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Which instance of it; the resource's name when there is but one and the engine has no say in it.</param>
/// <param name="snapshot">Its state now.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Which instance of it.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>Its state now.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
