using AiStack.Components.Vllm.Capacity;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>A model is spread over as many GPUs as there are, and divides by them.</summary>
internal sealed class TensorParallelRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (component, model, parent, vllm) in stack.Models())
        {
            var gpus = Math.Max(vllm.Gpus, 1);
            if (model.TensorParallelSize > gpus)
            {
                yield return VllmProblems.TensorParallelAboveGpus.At(component.Source.Of("tensor_parallel"),
                    $"tensor_parallel of {component} is {model.TensorParallelSize}, but a replica of {parent} has {(vllm.Gpus == 0 ? "no GPU" : $"gpu_request: {vllm.Gpus}")}.",
                    $"Write gpu_request: {model.TensorParallelSize}, or lower tensor_parallel to {gpus}.");
            }
            else if (model.ModelPath is not null && LanguageModels.Find(model.ModelPath) is { } known && (model.TensorParallelSize ?? gpus) is > 1 and <= VllmProperties.MostGpus and var parts && !known.CanSplitOver(parts))
            {
                var place = model.TensorParallelSize is null ? parent.Source.Of("gpu_request") : component.Source.Of("tensor_parallel");
                var next = Enumerable.Range(1, parts).Last(known.CanSplitOver);
                yield return VllmProblems.TensorParallelUneven.At(place, $"{model.ModelPath} has {known.AttentionHeads} attention heads, which {parts} GPUs do not divide.",
                    $"Set tensor_parallel: {next} on '{component.Name}', or another number that divides {known.AttentionHeads}.");
            }
        }
    }
}
