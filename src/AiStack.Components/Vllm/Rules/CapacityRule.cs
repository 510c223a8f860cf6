using System.Globalization;
using AiStack.Components.NodePools;
using AiStack.Components.Vllm.Capacity;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>A model fits the GPUs of its node pool, or the memory that it asks for.</summary>
internal sealed class CapacityRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (component, model, _, vllm) in stack.Models())
        {
            if (model.ModelPath is not null && (vllm.Gpus > 0 ? OnGpu(stack, component, model, vllm) : OnCpu(component, model)) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private static Problem? OnGpu(Stack stack, Component component, ModelSpec model, VllmSpec vllm)
    {
        var parts = model.TensorParallelSize ?? vllm.Gpus;
        if (NodePoolHardware.Find(stack, vllm.NodePool) is not { } pool || NodePoolHardware.Of(pool.Spec) is not { GpuMemory: { } memory } hardware || parts < 1 || parts > vllm.Gpus)
        {
            return null;
        }

        var estimate = MemoryEstimator.OnGpu(ModelLoad.Of(model) with { TensorParallel = parts }, memory);
        var where = $"{(parts == 1 ? "a GPU" : $"each of {parts} GPUs")} of {pool.Component} ({hardware.Gpu?.Name ?? "as gpu_memory says"}, {Size(memory)})";
        var place = component.Source.Of(model.MaxModelLength is null ? "model_path" : "max_model_len");
        return estimate.Fit switch
        {
            MemoryFit.DoesNotFit => CapacityProblems.DoesNotFitGpu.At(place, $"{component} does not fit: it needs {Needs(estimate)} on {where}, and may take {Budget(estimate)} there.", WaysOut(estimate, parts, hardware.GpusPerNode)),
            MemoryFit.FitsWithin10Percent => CapacityProblems.HardlyFits.At(place, $"{component} hardly fits: it needs {Needs(estimate)} on {where}, and may take {Budget(estimate)} there.", "Lower max_model_len, or choose a GPU with more memory."),
            MemoryFit.NotEstimated when model.Parameters is null && LanguageModels.Find(model.ModelPath) is null =>
                CapacityProblems.NotEstimated.At(component.Source.Of("model_path"), $"Whether {component} fits its GPU was not estimated: {model.ModelPath} is not in the catalogue.", "Add the number of its weights, such as `parameters: 7B`."),
            _ => null,
        };
    }

    private static Problem? OnCpu(Component component, ModelSpec model)
    {
        if (model.Memory is not { IsPositive: true } memory)
        {
            return null;
        }

        var estimate = MemoryEstimator.OnCpu(ModelLoad.Of(model), memory.Bytes);
        return estimate.Fit switch
        {
            MemoryFit.DoesNotFit when estimate.TotalBytes > estimate.BudgetBytes => CapacityProblems.DoesNotFitMemory.At(component.Source.Of("mem_request"),
                $"{component} does not fit its memory: it needs {Needs(estimate)}, and mem_request is {memory}.", $"Write mem_request: {Math.Ceiling(estimate.TotalBytes * 1.15 / (1L << 30)).ToString(CultureInfo.InvariantCulture)}Gi or more."),
            MemoryFit.DoesNotFit => CapacityProblems.DoesNotFitMemory.At(component.Source.Of(model.MaxModelLength is null ? "model_path" : "max_model_len"),
                $"{component} does not fit: one sequence of {estimate.MaxModelLength} tokens needs more than the {Size(estimate.KvCacheBytes ?? 0)} that vLLM sets aside for the KV cache on processors.",
                estimate.LongestModelLength is { } longest ? $"Set max_model_len: {longest}, the longest that fits, or less." : "Choose a smaller model."),
            MemoryFit.FitsWithin10Percent => CapacityProblems.HardlyFits.At(component.Source.Of("mem_request"), $"{component} hardly fits its memory: it needs {Needs(estimate)}, and mem_request is {memory}.", "Raise mem_request."),
            _ => null,
        };
    }

    private static string WaysOut(MemoryEstimate estimate, int parts, int? gpusPerNode)
    {
        List<string> ways = [];
        if (estimate.LongestModelLength is { } longest)
        {
            ways.Add($"set max_model_len: {longest}, the longest that fits, or less");
        }

        if (estimate.SmallestTensorParallel > parts && !(estimate.SmallestTensorParallel > gpusPerNode))
        {
            ways.Add($"spread it over {estimate.SmallestTensorParallel} GPUs (gpu_request: {estimate.SmallestTensorParallel})");
        }

        ways.Add(ways.Count == 0 ? "choose GPUs with more memory, or a smaller or quantized model" : "choose GPUs with more memory");
        var text = string.Join(", or ", ways);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }

    private static string Needs(MemoryEstimate estimate)
    {
        List<string> parts = [$"weights {Size(estimate.WeightBytes)}"];
        if (estimate.KvCacheBytes is > 0 and var cache)
        {
            // On processors it is what is set aside, whatever the length.
            parts.Add(estimate is { MaxModelLength: { } length, OverheadBytes: > 0 } ? $"KV cache {Size(cache)} for {length} tokens" : $"KV cache {Size(cache)}");
        }

        if (estimate.OverheadBytes > 0)
        {
            parts.Add($"computing {Size(estimate.OverheadBytes)}");
        }

        return $"{Size(estimate.TotalBytes)} ({string.Join(", ", parts)})";
    }

    private static string Budget(MemoryEstimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{Size(estimate.BudgetBytes)} (gpu_memory_utilization {estimate.Utilization})");

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}
