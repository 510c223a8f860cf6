using AiStack.Core;

namespace AiStack.Components.Vllm;

/// <summary>The models of a stack, each with the component that serves it.</summary>
internal static class ModelsOfStack
{
    public static IEnumerable<ServedModel> Models(this Stack stack) =>
        from vllm in stack.Of<VllmSpec>()
        from child in vllm.Component.Children
        where child.Spec is ModelSpec
        select new ServedModel(child, (ModelSpec)child.Spec, vllm.Component, vllm.Spec);

    /// <summary>The models of one component.</summary>
    public static IEnumerable<ServedModel> ModelsOf(Component vllm) =>
        from child in vllm.Children
        where child.Spec is ModelSpec
        select new ServedModel(child, (ModelSpec)child.Spec, vllm, (VllmSpec)vllm.Spec);
}
