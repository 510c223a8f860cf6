using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Keda;

/// <summary>The links that scale models.</summary>
internal static class ScaledModels
{
    /// <summary>How a model is scaled.</summary>
    /// <returns><see langword="null"/>: it is not.</returns>
    public static ScaleOptions? ScaleOf(Stack stack, Component model) => stack.LinksTo(model).Select(link => link.Options).OfType<ScaleOptions>().FirstOrDefault();

    /// <summary>Each link from KEDA to a model, with what it says.</summary>
    public static IEnumerable<ScaledModel> Of(Stack stack) =>
        stack.Links.Where(link => link is { Options: ScaleOptions, To.Spec: ModelSpec }).Select(link => new ScaledModel(link, (ScaleOptions)link.Options, (ModelSpec)link.To.Spec));
}
