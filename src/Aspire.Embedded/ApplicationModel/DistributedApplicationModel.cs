namespace Aspire.Hosting.ApplicationModel;

/// <summary>An application as a list of resources.</summary>
/// <param name="resources">The resources.</param>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>Creates a model of some resources.</summary>
    /// <param name="resources">The resources; their names must differ.</param>
    public DistributedApplicationModel(IEnumerable<IResource> resources) : this(new ResourceCollection(resources))
    {
    }

    /// <summary>The resources.</summary>
    public IResourceCollection Resources { get; } = resources;
}
