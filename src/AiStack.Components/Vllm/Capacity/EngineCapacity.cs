using AiStack.Components.NodePools;
using AiStack.Core;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>How much one engine of a model takes at once.</summary>
public static class EngineCapacity
{
    /// <summary>Requests that are computed at once, as its arguments say.</summary>
    /// <returns><see langword="null"/>: <c>--max-num-seqs</c> is not set, vLLM chooses.</returns>
    public static int? MaxSequencesOf(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);

        return EngineOptions.Parse([.. model.ExtraArguments.OfType<string>()]).MaxSequences;
    }

    /// <summary>Tokens that the KV cache of one engine holds: what is left of its GPUs' memory, or what vLLM sets aside on processors.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="model">A model of it.</param>
    /// <returns><see langword="null"/>: the model or its GPU is not known, it does not fit, or it keeps no cache.</returns>
    public static long? KvCacheTokens(Stack stack, Component model)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(model);

        var (spec, vllm) = ((ModelSpec)model.Spec, (VllmSpec)stack.ParentOf(model).Spec);
        if (LanguageModels.Find(spec.ModelPath) is not { Cache.IsKept: true } known)
        {
            return null;
        }

        var load = ModelLoad.Of(spec);
        if (vllm.Gpus == 0)
        {
            return Tokens(known, load, MemoryEstimator.DefaultCpuKvCache, MemoryEstimator.DefaultCpuKvCache);
        }

        if (NodePoolHardware.Find(stack, vllm.NodePool) is not { } pool || NodePoolHardware.Of(pool.Spec).GpuMemory is not { } memory)
        {
            return null;
        }

        load = load with { TensorParallel = spec.TensorParallelSize ?? vllm.Gpus };
        var estimate = MemoryEstimator.OnGpu(load, memory);
        return estimate.Fit is MemoryFit.NotEstimated or MemoryFit.DoesNotFit ? null : Tokens(known, load, estimate.BudgetBytes - estimate.WeightBytes - estimate.OverheadBytes, memory);
    }

    // By sequences of the longest length: layers that only look back a while hold less of a long one.
    private static long? Tokens(LanguageModel model, ModelLoad load, long bytes, long memory)
    {
        var length = load.MaxModelLength ?? model.MaxModelLength;
        return MemoryParts.KvCache(model, load, length, memory) is > 0 and var sequence ? (long)(bytes / (double)sequence * length) : null;
    }
}
