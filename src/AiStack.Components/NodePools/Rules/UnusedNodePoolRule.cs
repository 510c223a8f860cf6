using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.NodePools.Rules;

/// <summary>A pool is used by some vllm component.</summary>
internal sealed class UnusedNodePoolRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var used = stack.Of<VllmSpec>().Select(vllm => vllm.Spec.NodePool).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return
            from pool in stack.Of<NodePoolSpec>()
            where !used.Contains(pool.Component.Name)
            select NodePoolProblems.Unused.At(pool.Component.Source.Of(), $"No vllm component names {pool.Component}.", $"Write `nodepool: {pool.Component.Name}` in the vllm component that should run there, or remove the pool.");
    }
}
