using AiStack.Components.Keda;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Monitors;

/// <summary>A model whose engines a Prometheus scrapes.</summary>
/// <param name="Model">The model.</param>
/// <param name="Spec">What was said about it.</param>
/// <param name="Scale">How it is scaled. <see langword="null"/>: it is not.</param>
internal sealed record ScrapedModel(Component Model, ModelSpec Spec, ScaleOptions? Scale)
{
    /// <summary>Its reference in the stack file.</summary>
    public string Name => Model.Reference;

    /// <summary>Job of its engines, which is also what its runtime is called.</summary>
    public string Job => VllmModule.RuntimeName(Model);

    /// <summary>Whether it may have no engine without anything being wrong.</summary>
    public bool MaySleep => Scale is null ? Spec.Replicas == 0 : Scale.MinReplicas == 0;

    /// <summary>Whether its number of engines follows its load.</summary>
    public bool IsScaled => Scale is not null && Scale.MaxReplicas > Scale.MinReplicas;

    /// <summary>The models of a vLLM component.</summary>
    public static IReadOnlyList<ScrapedModel> Of(Stack stack, Component vllm) =>
        [.. vllm.Children.Select(model => new ScrapedModel(model, (ModelSpec)model.Spec, ScaledModels.ScaleOf(stack, model)))];
}
