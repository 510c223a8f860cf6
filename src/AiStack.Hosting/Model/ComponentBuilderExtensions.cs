using AiStack.Core;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>What every component's builder methods are made of.</summary>
public static class ComponentBuilderExtensions
{
    /// <summary>Changes what was said about a component.</summary>
    /// <exception cref="ArgumentException">The resource is no component with such a spec.</exception>
    public static IResourceBuilder<TResource> WithSpec<TResource, TSpec>(this IResourceBuilder<TResource> builder, Func<TSpec, TSpec> change)
        where TResource : IResource
        where TSpec : Spec
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(change);

        var component = builder.Resource.Component();
        component.Spec = change((TSpec)component.Spec);
        return builder;
    }

    /// <summary>What a resource is in the stack.</summary>
    /// <exception cref="ArgumentException">It is no part of it.</exception>
    public static ComponentAnnotation Component(this IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Annotations.OfType<ComponentAnnotation>().FirstOrDefault()
            ?? throw new ArgumentException($"'{resource.Name}' is no component of the stack.", nameof(resource));
    }

    /// <summary>Says at which address a component answers while it runs.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="name">Name of the endpoint, as its kind has it.</param>
    /// <param name="endpoint">The endpoint.</param>
    public static IResourceBuilder<T> WithStackEndpoint<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpoint) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Component().Endpoints[name] = endpoint;
        return builder;
    }

    /// <summary>Links a component to another: it is configured to use it, is drawn with an arrow to it, and waits for it where it cannot start without.</summary>
    /// <param name="builder">The component that is configured.</param>
    /// <param name="target">The component that is used.</param>
    /// <param name="options">What is said about the link. <see langword="null"/> (default): nothing.</param>
    /// <param name="source">Where it is said. <see langword="null"/> (default): in C#.</param>
    public static IResourceBuilder<T> WithLink<T>(this IResourceBuilder<T> builder, IResource target, LinkOptions? options = null, Source? source = null) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(target);

        builder
            .WithAnnotation(new LinkAnnotation(target, options) { Source = source })
            .WithAnnotation(new ResourceRelationshipAnnotation(target, "Reference"));

        // Without containers there is nothing to start, and so nothing that waits.
        if (builder.Resource is ContainerResource container
            && container.Annotations.OfType<ContainerImageAnnotation>().Any()
            && StackModel.Find(builder.ApplicationBuilder)?.LinkBetween(container, target) is { IsAwaited: true })
        {
            builder.ApplicationBuilder.CreateResourceBuilder(container).WaitFor(builder.ApplicationBuilder.CreateResourceBuilder(target));
        }

        return builder;
    }
}
