namespace AiStack.Components.Vllm.Capacity;

/// <summary>A kind of GPU.</summary>
/// <param name="Name">Short name, as in Karpenter's label <c>instance-gpu-name</c>, with the memory where that label leaves it open.</param>
/// <param name="Memory">Bytes that the driver leaves to programs: less than the nominal size.</param>
/// <param name="ComputeCapability">CUDA compute capability; <see langword="null"/> for a GPU that is not NVIDIA's.</param>
public sealed record Gpu(string Name, long Memory, Version? ComputeCapability)
{
    private static readonly Version s_firstWithBfloat16 = new(8, 0);

    /// <summary>Whether it can compute in bfloat16. Those that cannot (T4, V100) make vLLM refuse <c>dtype: bfloat16</c>; it has to be float16.</summary>
    /// <remarks>Source: vLLM's message "Bfloat16 is only supported on GPUs with compute capability of at least 8.0".</remarks>
    public bool SupportsBfloat16 => ComputeCapability is null || ComputeCapability >= s_firstWithBfloat16;
}
