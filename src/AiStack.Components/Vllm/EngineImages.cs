using AiStack.Components.NodePools;
using AiStack.Core;
using AiStack.Kubernetes.Pods;

namespace AiStack.Components.Vllm;

/// <summary>Which image an engine runs from, and on which processors that image runs.</summary>
internal static class EngineImages
{
    public static ImageReference Of(Stack stack, ServedModel served) => ImageReference.Parse(served switch
    {
        { Model.Image: { } image } => image,
        { Vllm.Gpus: 0 } => $"{VllmFacts.CpuImage}:{VllmFacts.ClusterCpuTag}",

        // The operator starts /opt/venv/bin/vllm, which vLLM's own GPU image does not have.
        _ when stack.Spec.Serving == ServingMode.Operator => VllmFacts.OperatorGpuImage,
        _ => VllmFacts.GpuReference,
    });

    /// <summary>Architecture of nodes that the usual images run on; those of others are not known.</summary>
    public static IReadOnlyList<NodeRequirement> ArchitectureOf(ServedModel served) => served.Model.Image is null ? [new(NodePoolFacts.ArchitectureLabel, "amd64")] : [];
}
