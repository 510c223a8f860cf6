using AiStack.Components.Keda;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Units;

namespace AiStack.Components.NodePools.Rules;

/// <summary>A pool may have as many GPUs as its models take when all are scaled to their most.</summary>
internal sealed class PoolLimitRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var most = ScaledModels.Of(stack).GroupBy(scaled => scaled.Link.To).ToDictionary(scaled => scaled.Key, scaled => scaled.Max(one => one.Scale.MaxReplicas));
        var wanted = stack.Models()
            .Where(found => found.Vllm is { NodePool: not null, Gpus: > 0, GpuType: not null })
            .GroupBy(found => (found.Vllm.NodePool, found.Vllm.GpuType), found => (decimal)found.Vllm.Gpus * Math.Max(found.Model.Replicas, most.GetValueOrDefault(found.Component)));
        foreach (var group in wanted)
        {
            if (NodePoolHardware.Find(stack, group.Key.NodePool) is { } pool && pool.Spec.Limits.TryGetValue(group.Key.GpuType, out var limit) && Quantity.FromDecimal(group.Sum()) is var sum && sum > limit)
            {
                yield return NodePoolProblems.LimitTooLow.At(pool.Component.Source.Of("limits", group.Key.GpuType), $"{pool.Component} may have {limit} {group.Key.GpuType}, but its models take {sum} when all are at their most.",
                    $"Raise the limit to {sum}, or lower replicas or keda_maxreplicacount.");
            }
        }
    }
}
