using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Questions about containers.</summary>
internal static class ContainerResourceExtensions
{
    /// <summary>The resources that run as containers.</summary>
    /// <param name="model">The application.</param>
    /// <returns>Every resource that has an image.</returns>
    public static IEnumerable<IResource> GetContainerResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.Where(IsContainer);
    }

    /// <summary>Whether a resource runs as a container.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns><see langword="true"/> when it has an image.</returns>
    public static bool IsContainer(this IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Annotations.OfType<ContainerImageAnnotation>().Any();
    }
}
