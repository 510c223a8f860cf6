using AiStack.Components.NodePools;
using AiStack.Core;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Vllm;

/// <summary>The container runtime that engines need on their nodes.</summary>
/// <remarks>
/// A VLLMRuntime always names a RuntimeClass, <c>nvidia</c> unless told otherwise, and cannot leave it empty. That class is there where NVIDIA's GPU operator configures the nodes.
/// Where a cloud's own images do, the right runtime is the nodes' default, but there is no class for it: one is published, named after the stack so that it clashes with nobody's.
/// A plain Deployment needs a class only where GPUs are not the default runtime's business.
/// </remarks>
internal static class RuntimeClasses
{
    private const string OperatorName = "NVIDIA GPU operator";

    /// <summary>The class that an engine's VLLMRuntime names; published if it would not be there.</summary>
    public static string Publish(ManifestContext context, ServedModel served)
    {
        if (HandlerOf(context.Stack, served) is not { } handler)
        {
            return OperatorClass(context);
        }

        var name = $"{context.Stack.Spec.Name}-{handler}";
        context.AddShared(new("node.k8s.io/v1", "RuntimeClass", name, null) { Content = { ["handler"] = handler } });
        return name;
    }

    /// <summary>The class that a plain Deployment of an engine names.</summary>
    /// <returns><see langword="null"/>: the default runtime of the nodes is the right one.</returns>
    public static string? OfDeployment(ManifestContext context, ServedModel served) => HandlerOf(context.Stack, served) is null ? OperatorClass(context) : null;

    private static string OperatorClass(ManifestContext context)
    {
        context.Expects(new MadeObject(new("node.k8s.io", "RuntimeClass", null, NodePoolFacts.NvidiaRuntimeClass), OperatorName));
        return NodePoolFacts.NvidiaRuntimeClass;
    }

    private static string? HandlerOf(Stack stack, ServedModel served) => served.Vllm.Gpus == 0 || !IsNvidia(served.Vllm)
        ? NodePoolFacts.PlainHandler
        : NodeSelection.Of(stack, served.Vllm.NodePool).Provider switch
        {
            NodePoolProvider.Gke => NodePoolFacts.PlainHandler,
            NodePoolProvider.Eks or NodePoolProvider.KarpenterAws => NodePoolFacts.EksGpuHandler,
            NodePoolProvider.Aks => NodePoolFacts.AksGpuHandler,
            _ => null,
        };

    /// <summary>Whether a component's GPUs are NVIDIA's.</summary>
    public static bool IsNvidia(VllmSpec vllm) => vllm.GpuType.StartsWith("nvidia.com/", StringComparison.Ordinal);
}
