namespace AiStack.Components.Vllm.Capacity;

/// <summary>How much memory a model needs and whether that is there. For GPUs every number is per GPU.</summary>
public sealed record MemoryEstimate
{
    /// <summary>The answer.</summary>
    public required MemoryFit Fit { get; init; }

    /// <summary>Why there is no estimate, or what it leaves out; one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Bytes of the weights.</summary>
    public long WeightBytes { get; init; }

    /// <summary>Bytes of the KV cache of one sequence of <see cref="MaxModelLength"/>; on a CPU those that are set aside for it.</summary>
    /// <value><see langword="null"/> when the model's layers are not known.</value>
    public long? KvCacheBytes { get; init; }

    /// <summary>Bytes of activations, CUDA graphs and the driver's context.</summary>
    public long OverheadBytes { get; init; }

    /// <summary>Bytes that vLLM may take: memory × utilization; on a CPU the memory of the container.</summary>
    public long BudgetBytes { get; init; }

    /// <summary>Share of the memory that was reckoned with.</summary>
    public double Utilization { get; init; }

    /// <summary>Length that was reckoned with, in tokens.</summary>
    /// <value><see langword="null"/> when neither was it given nor is the model known.</value>
    public int? MaxModelLength { get; init; }

    /// <summary>Longest <c>max_model_len</c> that fits: a multiple of 16, at most the model's own maximum.</summary>
    /// <value><see langword="null"/> when not even 16 tokens do, or the model is not known.</value>
    public int? LongestModelLength { get; init; }

    /// <summary>Fewest GPUs, as a power of two that divides the attention heads, on which the length that was asked for fits.</summary>
    /// <value><see langword="null"/> when no number does, the model is not known, or there is no GPU.</value>
    public int? SmallestTensorParallel { get; init; }

    /// <summary>Bytes of everything together.</summary>
    public long TotalBytes => WeightBytes + (KvCacheBytes ?? 0) + OverheadBytes;

    internal static MemoryEstimate None(string reason) => new() { Fit = MemoryFit.NotEstimated, Remarks = [reason] };
}
