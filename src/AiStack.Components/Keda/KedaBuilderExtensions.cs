using AiStack.Components;
using AiStack.Components.Keda;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds KEDA to an application.</summary>
public static class KedaBuilderExtensions
{
    /// <summary>Adds KEDA, which scales the models that it is linked to.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <returns>A builder to link it with.</returns>
    /// <remarks>On a laptop each model that it is linked to has a scaler, which starts and stops engines by the same rules.</remarks>
    /// <example>
    /// <code>
    /// builder.AddPrometheus("prometheus").WithReference(vllm);
    /// builder.AddKeda("keda").WithReference(chat, scale => scale with { Threshold = 5, MaxReplicas = 3 });
    /// </code>
    /// </example>
    public static IResourceBuilder<KedaResource> AddKeda(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        return builder.AddResource(new KedaResource(name))
            .WithIconName("ArrowAutofitHeight")
            .ExcludeFromManifest()
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "KEDA", Properties = [], CreationTimeStamp = DateTime.UtcNow, State = KnownResourceStates.Running });
    }

    /// <summary>Scales a model's engines by a metric of theirs. Needs a Prometheus that is linked to the model's vLLM component.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="model">The model.</param>
    /// <param name="configure">Changes how. <see langword="null"/> (default): one to three engines, one for each five requests that wait.</param>
    public static IResourceBuilder<KedaResource> WithReference(this IResourceBuilder<KedaResource> builder, IResourceBuilder<ModelResource> model, Func<ScaleOptions, ScaleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var options = configure?.Invoke(new()) ?? new ScaleOptions();
        ModelScalerHosting.Add(builder, model.Resource, options);
        return builder.WithLink(model.Resource, options);
    }
}
