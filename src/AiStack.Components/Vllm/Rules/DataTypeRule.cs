using AiStack.Components.NodePools;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>The GPU computes in the number format that a model asks for.</summary>
internal sealed class DataTypeRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Models()
        where found.Model.DataType == "bfloat16" && found.Vllm.Gpus > 0
        let pool = NodePoolHardware.Find(stack, found.Vllm.NodePool)
        where pool is not null
        let gpu = NodePoolHardware.Of(pool.Value.Spec).Gpu
        where gpu is { SupportsBfloat16: false }
        select VllmProblems.NoBfloat16.At(found.Component.Source.Of("dtype"), $"{found.Component} asks for bfloat16, which the GPUs of {pool.Value.Component} ({gpu.Name}) cannot compute in.", "Write half, or leave dtype out.");
}
