using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Keda;

/// <summary>A model that KEDA scales.</summary>
/// <param name="Link">The link from KEDA to the model.</param>
/// <param name="Scale">What the link says.</param>
/// <param name="Model">What was said about the model.</param>
internal sealed record ScaledModel(Link Link, ScaleOptions Scale, ModelSpec Model);
