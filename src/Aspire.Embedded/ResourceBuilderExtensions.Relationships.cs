using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Draws an arrow to another resource in the dashboard's graph.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="resource">The other one.</param>
    /// <param name="type">What it means: <c>Reference</c>, <c>WaitFor</c>, <c>Parent</c> or own words.</param>
    /// <returns>The same builder.</returns>
    internal static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(type);

        return builder.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Any(known => known.Resource == resource && known.Type == type)
            ? builder
            : builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));
    }

    /// <summary>Draws an arrow to another resource in the dashboard's graph.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="resourceBuilder">The other one.</param>
    /// <param name="type">What it means: <c>Reference</c>, <c>WaitFor</c>, <c>Parent</c> or own words.</param>
    /// <returns>The same builder.</returns>
    internal static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder, string type) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resourceBuilder);
        return builder.WithRelationship(resourceBuilder.Resource, type);
    }

    /// <summary>Draws an arrow to a resource that is used.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="resource">The one that is used.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource) where T : IResource =>
        builder.WithRelationship(resource, KnownRelationshipTypes.Reference);

    /// <summary>Draws an arrow to a resource that is used.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="resourceBuilder">The one that is used.</param>
    /// <returns>The same builder.</returns>
    internal static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder) where T : IResource =>
        builder.WithRelationship(resourceBuilder, KnownRelationshipTypes.Reference);

    /// <summary>Nests a resource below another one in the dashboard.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="parent">The one above it.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent) where T : IResource =>
        builder.WithRelationship(parent, KnownRelationshipTypes.Parent);

    /// <summary>Nests a resource below another one in the dashboard.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="parent">The one above it.</param>
    /// <returns>The same builder.</returns>
    internal static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent) where T : IResource =>
        builder.WithRelationship(parent, KnownRelationshipTypes.Parent);

    /// <summary>Draws arrows to all resources that a value is made of.</summary>
    private static void RelateToReferencesOf<T>(this IResourceBuilder<T> builder, object? value) where T : IResource
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([value]);

        while (open.TryPop(out var next))
        {
            next = next is IResourceBuilder<IResource> wrapped ? wrapped.Resource : next;
            if (next is null || !seen.Add(next))
            {
                continue;
            }

            if (next is IResource resource)
            {
                if (!ReferenceEquals(resource, builder.Resource))
                {
                    builder.WithReferenceRelationship(resource);
                }
            }
            else if (next is IValueWithReferences parts)
            {
                foreach (var part in parts.References)
                {
                    open.Push(part);
                }
            }
        }
    }
}
