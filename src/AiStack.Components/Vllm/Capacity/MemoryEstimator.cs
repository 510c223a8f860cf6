using System.Globalization;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>Says beforehand whether vLLM will start with a model on a GPU, or in a container without one.</summary>
/// <remarks>
/// vLLM needs room for the weights, for what one step computes, and for the KV cache of at least one sequence of
/// <c>max_model_len</c>; what is left over serves further requests. The first and the last follow from the model's
/// configuration. The step's share is reckoned from vLLM's defaults (2048 tokens, 8192 on GPUs of 70 GiB and more, and 256
/// sequences) and was compared with the memory lines that vLLM logs at its start.
/// </remarks>
public static class MemoryEstimator
{
    /// <summary>Share of a GPU's memory that is taken when nothing is said; recent releases take 0.92.</summary>
    /// <remarks>Source: vLLM engine arguments, <c>--gpu-memory-utilization</c>.</remarks>
    public const double DefaultUtilization = 0.9;

    /// <summary>Bytes that vLLM sets aside for the KV cache on a CPU when <c>VLLM_CPU_KVCACHE_SPACE</c> does not say.</summary>
    /// <remarks>Source: vLLM's page on CPU installation.</remarks>
    public const long DefaultCpuKvCache = 4L << 30;

    /// <summary>Needs and limits on GPUs.</summary>
    /// <param name="load">What is loaded.</param>
    /// <param name="gpuMemory">
    /// Bytes of one GPU, as <see cref="Gpu.Memory"/>. The nominal size (24Gi of an L4) is up to a tenth more than programs get.
    /// </param>
    public static MemoryEstimate OnGpu(ModelLoad load, long gpuMemory)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gpuMemory);
        var model = LanguageModels.Find(load.ModelPath);
        if (Refuse(load, model) is { } reason)
        {
            return MemoryEstimate.None(reason);
        }

        var utilization = load.GpuMemoryUtilization ?? DefaultUtilization;
        var budget = (long)(gpuMemory * utilization);
        var remarks = load.GpuMemoryUtilization is null
            ? [$"gpu_memory_utilization is not set; reckoned with {DefaultUtilization.ToString(CultureInfo.InvariantCulture)}."]
            : Array.Empty<string>();
        var estimate = model is null
            ? WeightsOnly(load, MemoryParts.Fixed(load), budget)
            : Known(model, load, gpuMemory, budget);
        return estimate with { Utilization = utilization, Remarks = [.. remarks, .. estimate.Remarks] };
    }

    /// <summary>Needs and limits in CPU mode: weights and KV cache have to be within the container's memory.</summary>
    /// <param name="load">What is loaded; GPU settings do not count.</param>
    /// <param name="memory">Bytes that the container may have. The program itself comes on top of what is reckoned here.</param>
    /// <param name="kvCacheSpace">Bytes that <c>VLLM_CPU_KVCACHE_SPACE</c> sets aside; <see langword="null"/>: <see cref="DefaultCpuKvCache"/>.</param>
    public static MemoryEstimate OnCpu(ModelLoad load, long memory, long? kvCacheSpace = null)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(memory);
        var model = LanguageModels.Find(load.ModelPath);
        if (Refuse(load, model) is { } reason)
        {
            return MemoryEstimate.None(reason);
        }

        load = load with { TensorParallel = 1 };
        var space = kvCacheSpace ?? DefaultCpuKvCache;
        if (model is null)
        {
            var unknown = WeightsOnly(load, 0, memory);
            return unknown with { Utilization = 1, KvCacheBytes = space, Fit = Judge(unknown.WeightBytes + space, memory) };
        }

        // An encoder keeps nothing, so vLLM sets nothing aside for it.
        space = model.Cache.IsKept ? space : 0;
        var weights = MemoryParts.Weights(model, load);
        var length = load.MaxModelLength ?? model.MaxModelLength;
        var longest = weights + space > memory ? null : Longest(model, tokens => MemoryParts.KvCache(model, load, tokens, memory) <= space);
        var isHeld = MemoryParts.KvCache(model, load, length, memory) <= space;
        return new MemoryEstimate
        {
            Fit = isHeld ? Judge(weights + space, memory) : MemoryFit.DoesNotFit,
            WeightBytes = weights,
            KvCacheBytes = space,
            BudgetBytes = memory,
            Utilization = 1,
            MaxModelLength = length,
            LongestModelLength = longest,
            Remarks = isHeld ? [] : [$"One sequence of {length} tokens needs more KV cache than VLLM_CPU_KVCACHE_SPACE sets aside."],
        };
    }

    private static MemoryEstimate Known(LanguageModel model, ModelLoad load, long gpuMemory, long budget)
    {
        var length = load.MaxModelLength ?? model.MaxModelLength;
        var total = Total(model, load, length, gpuMemory);
        return new MemoryEstimate
        {
            Fit = Judge(total, budget),
            WeightBytes = MemoryParts.Weights(model, load),
            KvCacheBytes = MemoryParts.KvCache(model, load, length, gpuMemory),
            OverheadBytes = MemoryParts.Overhead(model, load, gpuMemory),
            BudgetBytes = budget,
            MaxModelLength = length,
            LongestModelLength = Longest(model, tokens => Total(model, load, tokens, gpuMemory) <= budget),
            SmallestTensorParallel = PowersOfTwo(model).Select(gpus => (int?)gpus).FirstOrDefault(
                gpus => Total(model, load with { TensorParallel = gpus!.Value }, length, gpuMemory) <= budget),
            Remarks = model.CanSplitOver(load.TensorParallel)
                ? []
                : [$"{load.TensorParallel} GPUs do not divide the model's {model.AttentionHeads} attention heads; vLLM refuses that."],
        };
    }

    private static MemoryEstimate WeightsOnly(ModelLoad load, long overhead, long budget)
    {
        var weights = MemoryParts.Weights(load.Parameters!.Value, load);
        return new MemoryEstimate
        {
            Fit = Judge(weights + overhead, budget),
            WeightBytes = weights,
            OverheadBytes = overhead,
            BudgetBytes = budget,
            MaxModelLength = load.MaxModelLength,
            Remarks = [$"'{load.ModelPath}' is not in the catalogue: only its weights were reckoned with, not the KV cache of a sequence."],
        };
    }

    private static string? Refuse(ModelLoad load, LanguageModel? model) => load switch
    {
        { TensorParallel: < 1 } => $"tensor_parallel is {load.TensorParallel}: it has to be at least 1.",
        { MaxModelLength: < 1 } => $"max_model_len is {load.MaxModelLength}: it has to be at least 1.",
        { GpuMemoryUtilization: not (null or (> 0 and <= 1)) } => "gpu_memory_utilization has to be above 0 and at most 1.",
        _ when !MemoryParts.IsKnownDataType(load.DataType) =>
            $"dtype '{load.DataType}' is not known: use auto, bfloat16, float16 or float32.",
        { Parameters: null or < 1 } when model is null =>
            $"'{load.ModelPath}' is not in the catalogue: give its number of weights, for example 'parameters: 7B'.",
        _ => null,
    };

    private static long Total(LanguageModel model, ModelLoad load, int length, long gpuMemory) =>
        MemoryParts.Weights(model, load) + MemoryParts.KvCache(model, load, length, gpuMemory) + MemoryParts.Overhead(model, load, gpuMemory);

    private static MemoryFit Judge(long total, long budget) =>
        total > budget ? MemoryFit.DoesNotFit : total > budget * 0.9 ? MemoryFit.FitsWithin10Percent : MemoryFit.Fits;

    private static IEnumerable<int> PowersOfTwo(LanguageModel model)
    {
        for (var gpus = 1; model.CanSplitOver(gpus); gpus *= 2)
        {
            yield return gpus;
        }
    }

    // What is needed never falls as the length grows, so halving finds the border.
    private static int? Longest(LanguageModel model, Func<int, bool> fits)
    {
        var (low, high) = (0, model.MaxModelLength / MemoryParts.BlockSize);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = fits(middle * MemoryParts.BlockSize) ? (middle, high) : (low, middle - 1);
        }

        return low == 0 ? null : low * MemoryParts.BlockSize;
    }
}
