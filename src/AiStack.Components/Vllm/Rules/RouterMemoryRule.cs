using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Units;

namespace AiStack.Components.Vllm.Rules;

/// <summary>The router has enough memory.</summary>
internal sealed class RouterMemoryRule : IRule
{
    private static readonly Quantity s_enough = Quantity.Parse("1Gi");

    public IEnumerable<Problem> Check(Stack stack) =>
        from vllm in stack.Of<VllmSpec>()
        where vllm.Spec.RouterMemory.IsPositive && vllm.Spec.RouterMemory < s_enough
        select VllmProblems.RouterMemory.At(vllm.Component.Source.Of("route_mem_request"), $"The router of {vllm.Component} gets {vllm.Spec.RouterMemory}, with which it has been seen to run out of memory.", "Write 1Gi or more.");
}
