using AiStack.Core.Problems;

namespace AiStack.Components.NodePools;

/// <summary>What can be wrong with a node pool.</summary>
internal static class NodePoolProblems
{
    public static ProblemKind Contradiction { get; } = new("AIS247", Severity.Error, "Node pool contradicts itself",
        "instance_types decide which GPU a node has and how many. gpu_name and gpus_per_node may be left out then; where they are given, they have to say\nthe same. The memory check and the scheduling rules would otherwise reckon with nodes that do not exist.");

    public static ProblemKind NothingToMake { get; } = new("AIS248", Severity.Error, "Karpenter is not told what to make",
        "provider: karpenter-aws publishes a pool that makes nodes, so it has to know which: instance_types, or gpu_name. Without either Karpenter would\npick any machine, most of which have no GPU.");

    public static ProblemKind Unused { get; } = new("AIS332", Severity.Warning, "Node pool that nobody uses",
        "A vllm component uses a pool by naming it: `nodepool: gpu-l4`. No component names this one.");

    public static ProblemKind LimitTooLow { get; } = new("AIS335", Severity.Warning, "Node pool ends before its models do",
        "`limits` is the most that all nodes of the pool together may have. The models that run there take more when each is at its `replicas` or\nkeda_maxreplicacount, whichever is higher: the last ones stay pending. That may be meant, as a wall against costs.");

    public static IReadOnlyList<ProblemKind> All { get; } = [Contradiction, NothingToMake, Unused, LimitTooLow];
}
