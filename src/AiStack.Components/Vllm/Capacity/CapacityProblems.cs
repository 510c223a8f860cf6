using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>What can be wrong with the memory that a model needs.</summary>
internal static class CapacityProblems
{
    public static ProblemKind DoesNotFitGpu { get; } = new("AIS401", Severity.Error, "Model does not fit the GPU",
        "vLLM needs room for the weights, for what one step computes, and for the KV cache of one sequence of max_model_len, all within\n"
        + "gpu_memory_utilization × the GPU's memory; otherwise it ends at its start. The numbers are per GPU, with the model shared by tensor_parallel of them.\n"
        + "Ways out: a shorter max_model_len, more GPUs, GPUs with more memory, a quantized model, --kv-cache-dtype fp8 in extra_args.");

    public static ProblemKind HardlyFits { get; } = new("AIS402", Severity.Warning, "Model hardly fits",
        "Less than a tenth of the memory is left, which is less than the estimate may be wrong by; and what is left is what further requests at the same\ntime have to share. Lower max_model_len, or take a GPU with more memory.");

    public static ProblemKind NotEstimated { get; } = new("AIS403", Severity.Warning, "Memory not estimated",
        "The model is not in the catalogue of usual ones, so it cannot be said whether it fits its GPU. Tell the number of its weights, as its card does:\n`parameters: 7B`. Then at least these are reckoned with.");

    public static ProblemKind DoesNotFitMemory { get; } = new("AIS404", Severity.Error, "Model does not fit mem_request",
        "On processors the weights and the KV cache (4 GiB unless VLLM_CPU_KVCACHE_SPACE says otherwise) have to be within the container's memory;\nits worker is ended with exit code 9 otherwise. The program itself comes on top.");

    public static IReadOnlyList<ProblemKind> All { get; } = [DoesNotFitGpu, HardlyFits, NotEstimated, DoesNotFitMemory];
}
