using AiStack.Components;
using AiStack.Core;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Says what holds for every object that is published for a component. On a laptop none of it matters.</summary>
public static class KubernetesComponentBuilderExtensions
{
    /// <summary>Chooses the Kubernetes namespace of a component.</summary>
    /// <param name="builder">The component; its sub-components are where it is.</param>
    /// <param name="kubernetesNamespace">A DNS label. Default without this call: the namespace that such components usually have.</param>
    /// <exception cref="ArgumentException">The resource is no component of the stack.</exception>
    /// <example>
    /// <code>
    /// builder.AddVllm("vllm").WithKubernetesNamespace("models");
    /// </code>
    /// </example>
    public static IResourceBuilder<T> WithKubernetesNamespace<T>(this IResourceBuilder<T> builder, string kubernetesNamespace) where T : IResource
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kubernetesNamespace);
        return builder.With(spec => spec with { Namespace = kubernetesNamespace });
    }

    /// <summary>Puts a label on every object of a component.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="name">The label's name.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The resource is no component of the stack.</exception>
    /// <remarks>On VLLMRuntime and VLLMRouter it becomes an annotation.</remarks>
    public static IResourceBuilder<T> WithKubernetesLabel<T>(this IResourceBuilder<T> builder, string name, string value) where T : IResource
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.With(spec => spec with { Labels = new OrderedDictionary<string, string?>(spec.Labels) { [name] = value } });
    }

    /// <summary>Puts an annotation on every object of a component.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="name">The annotation's name.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The resource is no component of the stack.</exception>
    public static IResourceBuilder<T> WithKubernetesAnnotation<T>(this IResourceBuilder<T> builder, string name, string value) where T : IResource
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.With(spec => spec with { Annotations = new OrderedDictionary<string, string?>(spec.Annotations) { [name] = value } });
    }

    private static IResourceBuilder<T> With<T>(this IResourceBuilder<T> builder, Func<ComponentSpec, ComponentSpec> change) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Also one of Aspire's own resources, which becomes a component when it is asked for.
        if (builder.ApplicationBuilder.GetStackModel().Annotate(builder.Resource) is not { Spec: ComponentSpec spec } component)
        {
            throw new ArgumentException($"'{builder.Resource.Name}' is no component of the stack, or a part of one: say it of the component.", nameof(builder));
        }

        component.Spec = change(spec);
        return builder;
    }
}
