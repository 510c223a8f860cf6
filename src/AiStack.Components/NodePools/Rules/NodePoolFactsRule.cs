using AiStack.Components.Vllm.Capacity;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.NodePools.Rules;

/// <summary>What is said about a pool's GPUs agrees with its instance types, and is enough where nodes are to be made.</summary>
internal sealed class NodePoolFactsRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) => stack.Of<NodePoolSpec>().SelectMany(found => Check(found.Component, found.Spec));

    private static IEnumerable<Problem> Check(Component pool, NodePoolSpec spec)
    {
        if (spec is { Provider: NodePoolProvider.KarpenterAws, InstanceTypes.Count: 0, GpuName: null })
        {
            yield return NodePoolProblems.NothingToMake.At(pool.Source.Of("provider"), $"{pool} is made by Karpenter, but neither instance_types nor gpu_name says of which machines.",
                "Add instance_types, such as [g6.xlarge, g6.2xlarge], or gpu_name, such as l4.");
        }

        var named = spec.GpuName is { } name ? Gpus.Find(name) : null;
        for (var index = 0; index < spec.InstanceTypes.Count; index++)
        {
            if (spec.InstanceTypes[index] is not { } type || InstanceTypes.Find(type) is not { } machine)
            {
                continue;
            }

            if (named is not null && named != machine.Gpu)
            {
                yield return NodePoolProblems.Contradiction.At(pool.Source.Of("instance_types", $"[{index}]"), $"{machine.Name} has the GPU {machine.Gpu.Name}, but gpu_name of {pool} is {spec.GpuName}.",
                    $"Write gpu_name: {machine.Gpu.Name}, leave it out, or choose other instance types.");
            }

            if (spec.GpusPerNode > machine.GpuCount)
            {
                yield return NodePoolProblems.Contradiction.At(pool.Source.Of("gpus_per_node"), $"gpus_per_node of {pool} is {spec.GpusPerNode}, but {machine.Name} has {machine.GpuCount}.",
                    $"Write gpus_per_node: {machine.GpuCount}, leave it out, or choose other instance types.");
            }
        }
    }
}
