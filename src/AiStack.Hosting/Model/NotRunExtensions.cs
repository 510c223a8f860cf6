using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Components of which nothing runs here, whatever is running elsewhere.</summary>
public static class NotRunExtensions
{
    /// <summary>State of a component that has no form without containers.</summary>
    public const string NeedsContainers = "needs a container runtime";

    /// <summary>Shows a component that cannot run without containers as such: no failure, and nothing waits for it.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="resourceType">What the dashboard shows as its type.</param>
    public static IResourceBuilder<T> AsNeedingContainers<T>(this IResourceBuilder<T> builder, string resourceType) where T : IResource =>
        builder.AsNotRun(resourceType, NeedsContainers);

    /// <summary>Shows a component of which nothing runs here: no failure, nothing waits for it, and it has no addresses on this machine.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="resourceType">What the dashboard shows as its type.</param>
    /// <param name="state">What it shows instead of a state, such as where the component runs.</param>
    /// <param name="urls">Addresses elsewhere. Default: none.</param>
    public static IResourceBuilder<T> AsNotRun<T>(this IResourceBuilder<T> builder, string resourceType, string state, ImmutableArray<UrlSnapshot> urls = default) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.WithAnnotation(new NotRunAnnotation(state)).ExcludeFromManifest().WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = resourceType,
            Properties = [],
            State = new(state, KnownResourceStateStyles.Info),
            Urls = urls.IsDefault ? [] : urls,
        });
    }
}
