using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>For resources that drive themselves.</summary>
public static class CustomResourceExtensions
{
    /// <summary>Sets the first state of a resource.</summary>
    /// <typeparam name="TResource">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="initialSnapshot">The state.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot) where TResource : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(initialSnapshot);
        return builder.WithAnnotation(new ResourceSnapshotAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
    }
}
