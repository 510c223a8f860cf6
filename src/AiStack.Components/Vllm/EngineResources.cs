using AiStack.Components.Vllm.Capacity;
using AiStack.Core.Units;

namespace AiStack.Components.Vllm;

/// <summary>What an engine asks for, and may take.</summary>
/// <param name="Cpu">Processors.</param>
/// <param name="Memory">Memory of the host.</param>
/// <param name="SharedMemory">Part of it that processes of the engine share as <c>/dev/shm</c>.</param>
internal sealed record EngineResources(Quantity Cpu, Quantity Memory, Quantity SharedMemory)
{
    private const long Gibibyte = 1L << 30;

    /// <summary>What the user says, else what the size of the model asks for.</summary>
    /// <remarks>
    /// On processors: weights and KV cache with a margin, and 3 GiB for the program (vLLM's page on CPU installation: exceeding the memory kills a worker with exit code 9).
    /// On GPUs: 4 GiB for the program, 2 GiB for each GPU's process and a quarter of the weights, which are read through the page cache.
    /// Processors for GPUs: one for the API server, one for the scheduler, one for each GPU's process (vLLM, «Optimization and Tuning»).
    /// Shared memory: 2 GiB for one GPU, 8 GiB or more where several exchange tensors through it, 4 GiB on processors (vLLM's own examples). It counts as memory.
    /// </remarks>
    public static EngineResources Of(ServedModel served)
    {
        var (_, model, _, vllm) = served;
        var parts = served.Parts;
        var shared = (vllm.Gpus, parts) switch
        {
            (0, _) => 4L,
            (_, 1) => 2L,
            _ => Math.Max(8, 2L * parts),
        };
        var memory = vllm.Gpus == 0
            ? RoundUp(((WeightsOf(model) ?? UnknownOnCpu) + MemoryEstimator.DefaultCpuKvCache) * 1.15) + 3
            : 4 + (2L * vllm.Gpus) + RoundUp((WeightsOf(model) ?? UnknownOnGpu * vllm.Gpus) / 4.0) + (parts > 1 ? shared : 0);
        return new(
            model.Cpu ?? Quantity.FromDecimal(vllm.Gpus == 0 ? 4 : 2 + vllm.Gpus),
            model.Memory ?? Quantity.FromBytes(memory * Gibibyte),
            Quantity.FromBytes(shared * Gibibyte));
    }

    // A model of some 7B in 16 bits for one processor, and one that fills a middling GPU.
    private const long UnknownOnCpu = 14 * Gibibyte;
    private const long UnknownOnGpu = 16 * Gibibyte;

    private static long RoundUp(double bytes) => (long)Math.Ceiling(bytes / Gibibyte);

    /// <summary>Bytes of a model's weights, all together; <see langword="null"/>: not known.</summary>
    public static long? WeightsOf(ModelSpec model)
    {
        var load = new ModelLoad
        {
            ModelPath = model.ModelPath,
            Parameters = ParameterCount.TryParse(model.Parameters, out var parameters, out _) ? parameters : null,
            DataType = model.DataType,
            Options = EngineOptions.Parse(model.ExtraArguments),
        };
        var estimate = MemoryEstimator.OnCpu(load, long.MaxValue / 4);
        return estimate.Fit == MemoryFit.NotEstimated ? null : estimate.WeightBytes;
    }
}
