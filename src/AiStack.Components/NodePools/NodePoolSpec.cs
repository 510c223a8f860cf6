using AiStack.Core;
using AiStack.Core.Units;

namespace AiStack.Components.NodePools;

/// <summary>Nodes with GPUs: a pool that exists, or one that Karpenter makes.</summary>
public sealed record NodePoolSpec : ComponentSpec
{
    /// <summary>Who makes the nodes.</summary>
    /// <value>Default: nobody, they carry a label of ours.</value>
    public NodePoolProvider Provider { get; init; } = NodePoolProvider.Label;

    /// <summary>The pool's name at its provider.</summary>
    /// <value><see langword="null"/> (default): the component's name.</value>
    public string? Pool { get; init; }

    /// <summary>Machines that the pool may have, as the provider spells them: <c>g6.xlarge</c>.</summary>
    /// <value>Default: not said.</value>
    public IReadOnlyList<string> InstanceTypes { get; init; } = [];

    /// <summary>Kind of GPU: <c>l4</c>, <c>a100-80gb</c>, or as a node label spells it.</summary>
    /// <value><see langword="null"/> (default): that of the instance types.</value>
    public string? GpuName { get; init; }

    /// <summary>Memory of one GPU that programs can use.</summary>
    /// <value><see langword="null"/> (default): that of the GPU's kind.</value>
    public Quantity? GpuMemory { get; init; }

    /// <summary>GPUs in one node.</summary>
    /// <value>1 or more. <see langword="null"/> (default): that of the instance types.</value>
    public int? GpusPerNode { get; init; }

    /// <summary>How nodes are bought.</summary>
    /// <value>Default: not said, the provider decides.</value>
    public IReadOnlyList<CapacityType> CapacityTypes { get; init; } = [];

    /// <summary>Most that all nodes together may have of a resource: <c>nvidia.com/gpu: 8</c>.</summary>
    /// <value>Default: no limit.</value>
    public IReadOnlyDictionary<string, Quantity> Limits { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>Taints of the nodes, which models tolerate.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Taint> Taints { get; init; } = [];

    /// <summary>Price of a node, for the cost line of a replay.</summary>
    /// <value>Any currency, 0 or more. <see langword="null"/> (default): not known.</value>
    public double? PricePerHour { get; init; }
}
