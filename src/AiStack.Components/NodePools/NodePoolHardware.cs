using AiStack.Components.Vllm.Capacity;
using AiStack.Core;

namespace AiStack.Components.NodePools;

/// <summary>What is known of a pool's nodes: as the file says, else from their kind of GPU, else from their instance types.</summary>
/// <param name="Gpu">The kind of GPU; of several instance types, the one with least memory. <see langword="null"/>: not known.</param>
/// <param name="GpuMemory">Bytes of one GPU that programs can use. <see langword="null"/>: not known.</param>
/// <param name="GpusPerNode">Most GPUs that one node has. <see langword="null"/>: not known.</param>
internal sealed record NodePoolHardware(Gpu? Gpu, long? GpuMemory, int? GpusPerNode)
{
    public static NodePoolHardware Of(NodePoolSpec pool)
    {
        var machines = pool.InstanceTypes.OfType<string>().Select(InstanceTypes.Find).OfType<InstanceType>().ToList();
        var gpu = (pool.GpuName is { } name ? Gpus.Find(name) : null) ?? machines.Select(machine => machine.Gpu).MinBy(one => one.Memory);
        return new(gpu, pool.GpuMemory is { IsPositive: true } memory ? memory.Bytes : gpu?.Memory, pool.GpusPerNode ?? (machines.Count == 0 ? null : machines.Max(machine => machine.GpuCount)));
    }

    /// <summary>The pool of the stack that a name means.</summary>
    /// <returns><see langword="null"/>: none, it is an existing one.</returns>
    public static (Component Component, NodePoolSpec Spec)? Find(Stack stack, string? name) =>
        name is not null && stack.Find(name) is { Spec: NodePoolSpec spec } pool ? (pool, spec) : null;
}
