using AiStack.Components.NodePools;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>The node pool that a component names can be found, and its nodes have what models ask for.</summary>
internal sealed class NodePoolRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) => stack.Of<VllmSpec>().SelectMany(found => Check(stack, found.Component, found.Spec));

    private static IEnumerable<Problem> Check(Stack stack, Component vllm, VllmSpec spec)
    {
        if (spec.NodePool is null)
        {
            yield break;
        }

        if (NodePoolHardware.Find(stack, spec.NodePool) is not { } pool)
        {
            if (stack.Spec.Cloud is null)
            {
                yield return VllmProblems.UnknownPool.At(vllm.Source.Of("nodepool"), $"'{spec.NodePool}' is no nodepool component, and the stack names no cloud: nodes are found by the label aistack/nodepool={spec.NodePool}.",
                    $"Label them (`kubectl label node <node> aistack/nodepool={spec.NodePool}`), or add `cloud: gke` (eks, aks, karpenter) or a nodepool component.");
            }

            yield break;
        }

        var hardware = NodePoolHardware.Of(pool.Spec);
        if (spec.Gpus > hardware.GpusPerNode)
        {
            yield return VllmProblems.TooFewGpusPerNode.At(vllm.Source.Of("gpu_request"), $"A replica of {vllm} asks for {spec.Gpus} GPUs, but a node of {pool.Component} has {hardware.GpusPerNode}.",
                $"Lower gpu_request to {hardware.GpusPerNode}, or give the pool larger machines.");
        }

        if (spec.Gpus == 0 && hardware.Gpu is { } idle)
        {
            yield return VllmProblems.GpusUnused.At(vllm.Source.Of("nodepool"), $"{vllm} runs on the nodes of {pool.Component} but asks for none of their GPUs ({idle.Name}).", "Set gpu_request: 1, or choose nodes without GPUs.");
        }
        else if (spec is { Gpus: > 0, GpuType: not null } && hardware.Gpu is { } gpu && MakerOf(spec.GpuType) is { } maker && maker != (gpu.ComputeCapability is null ? "amd.com" : "nvidia.com"))
        {
            yield return VllmProblems.OtherGpuType.At(vllm.Source.Of("gpu_type"), $"{vllm} asks for {spec.GpuType}, but the nodes of {pool.Component} have {gpu.Name}.",
                $"Write gpu_type: {(gpu.ComputeCapability is null ? "amd.com/gpu" : VllmFacts.GpuResource)}, or choose another pool.");
        }
    }

    private static string? MakerOf(string resource) => resource.Split('/')[0] is "nvidia.com" or "amd.com" ? resource.Split('/')[0] : null;
}
