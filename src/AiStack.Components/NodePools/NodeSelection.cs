using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Kubernetes.Pods;

namespace AiStack.Components.NodePools;

/// <summary>The nodes that a component names: which label finds them, whose they are, and which of their taints have to be tolerated.</summary>
/// <param name="Requirement">Label of the pool's nodes. <see langword="null"/>: no pool is named.</param>
/// <param name="Provider">Who makes the nodes. <see langword="null"/>: not known.</param>
/// <param name="Pool">The pool, if it is a component of the stack.</param>
internal sealed record NodeSelection(NodeRequirement? Requirement, NodePoolProvider? Provider, NodePoolSpec? Pool)
{
    /// <summary>The nodes of a pool's name, which is a component of the stack or an existing pool.</summary>
    /// <param name="stack">The stack; its cloud says whose label an existing pool has.</param>
    /// <param name="name">The name. <see langword="null"/>: any node.</param>
    public static NodeSelection Of(Stack stack, string? name)
    {
        if (NodePoolHardware.Find(stack, name) is { } pool)
        {
            return new(new(LabelOf(pool.Spec.Provider), NameOf(pool.Component, pool.Spec)), pool.Spec.Provider, pool.Spec);
        }

        NodePoolProvider? provider = stack.Spec.Cloud switch
        {
            CloudProvider.Gke => NodePoolProvider.Gke,
            CloudProvider.Eks => NodePoolProvider.Eks,
            CloudProvider.Aks => NodePoolProvider.Aks,

            // Karpenter is on other clouds, too; its nodes are mostly Amazon's, and that is what their runtime and images are taken to be.
            CloudProvider.Karpenter => NodePoolProvider.KarpenterAws,
            _ => null,
        };
        return new(name is null ? null : new(LabelOf(provider ?? NodePoolProvider.Label), name), provider, null);
    }

    /// <summary>Name of a pool at its provider.</summary>
    public static string NameOf(Component pool, NodePoolSpec spec) => spec.Pool ?? pool.Name;

    /// <summary>Label that has a pool's name as its value.</summary>
    public static string LabelOf(NodePoolProvider provider) => provider switch
    {
        NodePoolProvider.KarpenterAws => NodePoolFacts.KarpenterLabel,
        NodePoolProvider.Gke => NodePoolFacts.GkeLabel,
        NodePoolProvider.Eks => NodePoolFacts.EksLabel,
        NodePoolProvider.Aks => NodePoolFacts.AksLabel,
        _ => NodePoolFacts.OwnLabel,
    };

    /// <summary>Tolerations of the taints that the nodes have.</summary>
    /// <param name="gpuTaint">Key of the taint that GPU nodes customarily have. <see langword="null"/>: no GPU is asked for.</param>
    public IReadOnlyList<JsonObject> Tolerations(string? gpuTaint)
    {
        List<JsonObject> tolerations = [];
        foreach (var taint in Pool?.Taints ?? [])
        {
            Add(taint.Key, taint.Value, taint.Effect.ToString());
        }

        if (gpuTaint is not null)
        {
            Add(gpuTaint, null, nameof(TaintEffect.NoSchedule));
            if (Provider == NodePoolProvider.Aks)
            {
                Add(NodePoolFacts.AksGpuTaint, "gpu", nameof(TaintEffect.NoSchedule));
            }
        }

        if (Provider == NodePoolProvider.Aks && Pool?.CapacityTypes.Contains(CapacityType.Spot) is true)
        {
            Add(NodePoolFacts.AksSpotTaint, "spot", nameof(TaintEffect.NoSchedule));
        }

        return tolerations;

        // A taint that the file names is tolerated as it is there; the customary one of the same key needs no second toleration.
        void Add(string key, string? value, string effect)
        {
            if (!tolerations.Any(known => (string?)known["key"] == key && (string?)known["effect"] == effect))
            {
                tolerations.Add(new() { ["key"] = key, ["operator"] = value is null ? "Exists" : "Equal", ["value"] = value, ["effect"] = effect });
            }
        }
    }
}
