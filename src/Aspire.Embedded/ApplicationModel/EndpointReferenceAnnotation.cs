namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints of another resource a resource was given.</summary>
/// <param name="resource">The other resource.</param>
internal sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    internal IResourceWithEndpoints Resource { get; } = resource;

    internal ISet<string> EndpointNames { get; } = new HashSet<string>(Names.Endpoint);
}
