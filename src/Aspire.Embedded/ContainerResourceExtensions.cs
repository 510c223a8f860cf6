using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Questions about containers.</summary>
internal static class ContainerResourceExtensions
{
    /// <summary>Whether a resource runs as a container.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns><see langword="true"/> when it has an image.</returns>
    public static bool IsContainer(this IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Annotations.OfType<ContainerImageAnnotation>().Any();
    }
}
