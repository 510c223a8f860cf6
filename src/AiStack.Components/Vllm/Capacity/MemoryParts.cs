namespace AiStack.Components.Vllm.Capacity;

/// <summary>The parts of what one GPU holds, as functions of the model and of how it is loaded.</summary>
internal static class MemoryParts
{
    /// <summary>Tokens of a block of the KV cache; vLLM's default, and a sequence takes whole blocks.</summary>
    public const int BlockSize = 16;

    /// <summary>Tokens of one step when no argument says: what <c>vllm serve</c> takes on most GPUs (8192 on those of 70 GiB and more).</summary>
    private const int DefaultBatchedTokens = 2048;

    private const long LargeGpu = 70L << 30;
    private const int DefaultBatchedTokensOfLargeGpu = 8192;

    // vLLM's long-standing default. Recent releases take 1024 on large GPUs; as that only lessens what is left for the KV
    // cache and is answered by lowering it, the estimate stays with the smaller number rather than refuse what can run.
    private const int DefaultSequences = 256;

    // vLLM tries its sampler on a full batch before it counts what is left. Its logs for Llama 3 8B (1.26 GiB at 256
    // sequences of 128256 logits), Qwen2.5 32B (1.26) and a Qwen2 of 1.5B (1.39) all come to about ten float32 copies.
    private const int LogitCopies = 10;

    // "non_torch_memory" of the same logs is 0.03 to 0.33 GiB; the upper end is with NCCL.
    private const long ContextBytes = 350L << 20;

    // "Estimated CUDA graph memory: 0.36 GiB" (0.27) and similar; counted inside the budget since vLLM 0.21, beside it before.
    private const long GraphBytes = 400L << 20;

    public static long Weights(LanguageModel model, ModelLoad load)
    {
        var plain = model.PlainParameters * (double)PlainBytes(load);
        var others = (model.Parameters - model.PlainParameters) * BytesPerWeight(model, load);
        return (long)((plain + others) / load.TensorParallel);
    }

    public static long Weights(long parameters, ModelLoad load) =>
        (long)((double)parameters * (OnlineQuantization(load) ?? PlainBytes(load)) / load.TensorParallel);

    public static long KvCache(LanguageModel model, ModelLoad load, int length, long gpuMemory)
    {
        if (!model.Cache.IsKept)
        {
            return 0;
        }

        var bytes = load.Options.HasFp8KvCache ? 1 : PlainBytes(load);
        // With fewer heads than GPUs each GPU has a copy of one; latent attention has nothing to divide.
        var headsPerGpu = Math.Max(1, (model.KeyValueHeads + load.TensorParallel - 1) / load.TensorParallel);
        long perToken = model.Cache.LatentSize ?? 2L * headsPerGpu * model.HeadDimension;
        var all = (model.Layers - model.Cache.SlidingLayers) * Blocks(length);
        var sliding = model.Cache.SlidingWindow is { } window
            ? model.Cache.SlidingLayers * Math.Min(Blocks(length), Blocks(window - 1 + BatchedTokens(load, gpuMemory)) + 1)
            : 0;
        return (all + sliding) * BlockSize * perToken * bytes;
    }

    public static long Overhead(LanguageModel model, ModelLoad load, long gpuMemory)
    {
        var sampler = model.VectorSize is null
            ? (long)LogitCopies * sizeof(float) * (load.Options.MaxSequences ?? DefaultSequences) * model.VocabularySize
            : 0;
        // In and out of the widest block, and the residual stream around it; the sampler runs after the last layer is done.
        var width = 3L * model.IntermediateSize * model.ActiveExperts / load.TensorParallel + (3L + model.ActiveExperts) * model.HiddenSize;
        var layer = BatchedTokens(load, gpuMemory) * width * PlainBytes(load);
        return Math.Max(sampler, layer) + Fixed(load);
    }

    public static long Fixed(ModelLoad load) => ContextBytes + (load.Options.EnforceEager ? 0 : GraphBytes);

    public static bool IsKnownDataType(string? dataType) => dataType is null or "auto" or "bfloat16" or "float16" or "half" or "float32" or "float";

    private static long Blocks(long tokens) => (tokens + BlockSize - 1) / BlockSize;

    private static long BatchedTokens(ModelLoad load, long gpuMemory) =>
        load.Options.MaxBatchedTokens ?? (gpuMemory >= LargeGpu ? DefaultBatchedTokensOfLargeGpu : DefaultBatchedTokens);

    private static int PlainBytes(ModelLoad load) => load.DataType is "float32" or "float" ? 4 : 2;

    private static double BytesPerWeight(LanguageModel model, ModelLoad load) => model.Format switch
    {
        WeightFormat.Fp8 => 1,
        WeightFormat.Int4 => (4 + (16 + 4) / 128.0) / 8,
        WeightFormat.Mxfp4 => (4 + 8 / 32.0) / 8,
        _ => OnlineQuantization(load) ?? PlainBytes(load),
    };

    // Only these quantize weights that are published plain; other values name the format that they are already in.
    private static double? OnlineQuantization(ModelLoad load) => load.Options.Quantization switch
    {
        "fp8" => 1,
        "bitsandbytes" => (4 + 32 / 64.0) / 8,
        _ => null,
    };
}
