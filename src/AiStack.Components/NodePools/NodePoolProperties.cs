using System.Text.RegularExpressions;
using AiStack.Core.Schema;
using AiStack.Core.Units;

namespace AiStack.Components.NodePools;

/// <summary>What may be said about a node pool in a stack file.</summary>
internal static partial class NodePoolProperties
{
    private static readonly TextType s_labelName = new("a label's name", Names.LabelName(), 317);
    private static readonly TextType s_labelValue = new("a label's value", Names.LabelValue(), 63);

    private static readonly RecordType<Taint> s_taint = new(
        new(
            new Property<Taint, string?>("key", s_labelName, taint => taint.Key, (taint, key) => taint with { Key = key! }, "Its key, such as nvidia.com/gpu.") { IsRequired = true },
            new Property<Taint, string?>("value", s_labelValue, taint => taint.Value, (taint, value) => taint with { Value = value }, "Its value. Default: none."),
            new Property<Taint, TaintEffect>("effect", new WordType<TaintEffect>(WordsOf.Names<TaintEffect>()),
                taint => taint.Effect, (taint, effect) => taint with { Effect = effect }, "What it does to pods that do not tolerate it. Default: NoSchedule.")),
        new Taint(null!));

    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.WithoutNamespace,
        new Property<NodePoolSpec, NodePoolProvider>("provider",
            new WordType<NodePoolProvider>(("karpenter-aws", NodePoolProvider.KarpenterAws), ("gke", NodePoolProvider.Gke), ("eks", NodePoolProvider.Eks), ("aks", NodePoolProvider.Aks), ("label", NodePoolProvider.Label)),
            spec => spec.Provider, (spec, provider) => spec with { Provider = provider }, "Who makes the nodes: karpenter-aws publishes a pool, the others select an existing one. Default: label."),
        new Property<NodePoolSpec, string?>("pool", new TextType("the name of a node pool", Names.DnsSubdomain(), 253), spec => spec.Pool, (spec, pool) => spec with { Pool = pool },
            "The pool's name at its provider. Default: the component's name."),
        new Property<NodePoolSpec, IReadOnlyList<string?>>("instance_types", new ListType<string?>(new TextType("an instance type such as g6.xlarge", Word(), 100), isSingleAllowed: true), spec => spec.InstanceTypes, (spec, types) => spec with { InstanceTypes = types! },
            "Machines that the pool may have."),
        new Property<NodePoolSpec, string?>("gpu_name", new TextType("the name of a GPU such as l4", Word(), 100), spec => spec.GpuName, (spec, name) => spec with { GpuName = name }, "Kind of GPU, such as l4, a10g, a100-80gb."),
        new Property<NodePoolSpec, Quantity?>("gpu_memory", new OptionalType<Quantity>(new QuantityType("22Gi", isSize: true)), spec => spec.GpuMemory, (spec, memory) => spec with { GpuMemory = memory },
            "Memory of one GPU that programs can use. Default: that of the kind of GPU."),
        new Property<NodePoolSpec, int?>("gpus_per_node", new OptionalType<int>(new IntegerType(1, 64)), spec => spec.GpusPerNode, (spec, count) => spec with { GpusPerNode = count },
            "GPUs in one node. Default: that of the instance types."),
        new Property<NodePoolSpec, IReadOnlyList<CapacityType>>("capacity_type",
            new ListType<CapacityType>(new WordType<CapacityType>(("on-demand", CapacityType.OnDemand), ("spot", CapacityType.Spot)), isSingleAllowed: true),
            spec => spec.CapacityTypes, (spec, types) => spec with { CapacityTypes = types }, "on-demand, spot, or both as a list."),
        new Property<NodePoolSpec, IReadOnlyDictionary<string, Quantity>>("limits", new MapType<Quantity>(new TextType("a resource such as nvidia.com/gpu", Names.LabelName(), 317), new QuantityType("8")),
            spec => spec.Limits, (spec, limits) => spec with { Limits = limits }, "Most that all nodes together may have of a resource."),
        new Property<NodePoolSpec, IReadOnlyList<Taint?>>("taints", new ListType<Taint?>(s_taint), spec => spec.Taints, (spec, taints) => spec with { Taints = taints! }, "Taints of the nodes, which models tolerate."),
        new Property<NodePoolSpec, double?>("price_per_hour", new OptionalType<double>(new NumberType()), spec => spec.PricePerHour, (spec, price) => spec with { PricePerHour = price },
            "Price of a node, for the cost line of a replay."),
    ]);

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
