using AiStack.Core;

namespace AiStack.Components.Vllm;

/// <summary>A model with the component that serves it.</summary>
/// <param name="Component">The model.</param>
/// <param name="Model">What was said about it.</param>
/// <param name="Parent">The component that serves it.</param>
/// <param name="Vllm">What was said about that.</param>
internal sealed record ServedModel(Component Component, ModelSpec Model, Component Parent, VllmSpec Vllm)
{
    /// <summary>Parts that each engine computes the model in, a GPU for each: as many as are said, else all of its GPUs.</summary>
    public int Parts => Model.TensorParallelSize ?? Math.Max(Vllm.Gpus, 1);
}
