namespace Aspire.Hosting.ApplicationModel;

/// <summary>An arrow from a resource to another one in the dashboard's graph.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">What it means: <c>Reference</c>, <c>WaitFor</c>, <c>Parent</c> or own words.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>What the arrow means.</summary>
    public string Type { get; } = type ?? throw new ArgumentNullException(nameof(type));
}
