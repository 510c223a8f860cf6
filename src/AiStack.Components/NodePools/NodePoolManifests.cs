using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Components.Vllm.Capacity;
using AiStack.Core;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.NodePools;

/// <summary>Node pools in a cluster: those that Karpenter makes are published, of the others only the reader is told how they are found.</summary>
/// <remarks>Source: the CRDs of karpenter and karpenter-provider-aws 1.14, with their CEL rules, and the provider's <c>concepts/{nodepools,nodeclasses,scheduling}.md</c>.</remarks>
internal static partial class NodePoolManifests
{
    private const string InstancePrefix = "karpenter.k8s.aws/instance-gpu";

    public static void Publish(ManifestContext context, Component pool)
    {
        var spec = (NodePoolSpec)pool.Spec;
        var name = NodeSelection.NameOf(pool, spec);
        switch (spec.Provider)
        {
            case NodePoolProvider.KarpenterAws:
                // Labels that the user says of a pool are those of its nodes.
                context.Add(pool, null, new("karpenter.k8s.aws/v1", "EC2NodeClass", name, null) { Spec = NodeClass(context.Stack) }, UserLabels.AsAnnotations);
                context.Add(pool, null, new("karpenter.sh/v1", "NodePool", name, null) { Spec = NodePool(name, spec) }, UserLabels.AsAnnotations);
                NodePoolGuide.AddKarpenter(context, name);
                break;
            case NodePoolProvider.Label:
                NodePoolGuide.AddLabel(context, name);
                break;
        }
    }

    // The cluster's name is not part of a stack: the stack's stands for it, in the tags and in the role.
    private static JsonObject NodeClass(Stack stack)
    {
        JsonArray Discovered() => [new JsonObject { ["tags"] = new JsonObject { [NodePoolFacts.DiscoveryTag] = stack.Spec.Name } }];
        return new()
        {
            ["amiSelectorTerms"] = new JsonArray(new JsonObject { ["alias"] = NodePoolFacts.AmiAlias }),
            ["role"] = $"{NodePoolFacts.NodeRolePrefix}{stack.Spec.Name}",
            ["subnetSelectorTerms"] = Discovered(),
            ["securityGroupSelectorTerms"] = Discovered(),
            ["blockDeviceMappings"] = new JsonArray(new JsonObject
            {
                ["deviceName"] = "/dev/xvda",
                ["ebs"] = new JsonObject { ["volumeSize"] = NodePoolFacts.NodeDisk, ["volumeType"] = "gp3", ["throughput"] = 500, ["encrypted"] = true, ["deleteOnTermination"] = true },
            }),

            // Images and weights go to the machine's own NVMe disks, where it has some.
            ["instanceStorePolicy"] = "RAID0",

            // Pods cannot ask for the node's credentials.
            ["metadataOptions"] = new JsonObject { ["httpEndpoint"] = "enabled", ["httpTokens"] = "required", ["httpPutResponseHopLimit"] = 1 },
        };
    }

    private static JsonObject NodePool(string name, NodePoolSpec spec) => new()
    {
        ["template"] = new JsonObject
        {
            ["metadata"] = spec.Labels.Count == 0 ? null : new JsonObject { ["labels"] = KubernetesObject.ToJson(spec.Labels!) },
            ["spec"] = new JsonObject
            {
                ["nodeClassRef"] = new JsonObject { ["group"] = "karpenter.k8s.aws", ["kind"] = "EC2NodeClass", ["name"] = name },
                ["requirements"] = new JsonArray([.. Requirements(spec)]),
                ["taints"] = spec.Taints.Count == 0 ? null : new JsonArray([.. spec.Taints.Select(taint => new JsonObject { ["key"] = taint.Key, ["value"] = taint.Value, ["effect"] = taint.Effect.ToString() })]),
                ["expireAfter"] = "720h",
            },
        },

        // A node with a model on it is not emptied to save money: the model would be away for minutes. New machine images come one node at a time.
        ["disruption"] = new JsonObject
        {
            ["consolidationPolicy"] = "WhenEmpty",
            ["consolidateAfter"] = "5m",
            ["budgets"] = new JsonArray(new JsonObject { ["nodes"] = "1" }),
        },
        ["limits"] = spec.Limits.Count == 0 ? null : KubernetesObject.ToJson(spec.Limits.Select(limit => new KeyValuePair<string, string>(limit.Key, limit.Value.ToString()))),
    };

    private static IEnumerable<JsonNode> Requirements(NodePoolSpec spec)
    {
        yield return new NodeRequirement(NodePoolFacts.OperatingSystemLabel, "linux").ToJson();
        yield return new NodeRequirement(NodePoolFacts.ArchitectureLabel, "amd64").ToJson();

        // Karpenter takes spot nodes, which vanish at two minutes' notice, unless it is told not to.
        yield return new NodeRequirement("karpenter.sh/capacity-type", [.. (spec.CapacityTypes.Count == 0 ? [CapacityType.OnDemand] : spec.CapacityTypes).Distinct().Select(type => type == CapacityType.Spot ? "spot" : "on-demand")]).ToJson();
        if (spec.InstanceTypes.Count > 0)
        {
            yield return new NodeRequirement("node.kubernetes.io/instance-type", [.. spec.InstanceTypes.Distinct()]).ToJson();
        }

        var isSized = false;
        if (spec.GpuName is { } gpu)
        {
            // Karpenter's label is the GPU's name without its memory, which has a label of its own.
            var known = Gpus.Find(gpu)?.Name ?? gpu;
            var sized = Sized().Match(known);
            yield return new NodeRequirement($"{InstancePrefix}-name", sized.Success ? sized.Groups[1].Value : known).ToJson();
            isSized = sized.Success;
            if (isSized)
            {
                yield return new NodeRequirement($"{InstancePrefix}-memory", (int.Parse(sized.Groups[2].Value, CultureInfo.InvariantCulture) * 1024).ToString(CultureInfo.InvariantCulture)).ToJson();
            }
        }

        // The label has what is sold, in MiB, which is no less than what programs can use.
        if (!isSized && spec.GpuMemory is { IsPositive: true } memory)
        {
            yield return new JsonObject
            {
                ["key"] = $"{InstancePrefix}-memory",
                ["operator"] = "Gt",
                ["values"] = new JsonArray(((memory.Bytes / (1024 * 1024)) - 1).ToString(CultureInfo.InvariantCulture)),
            };
        }

        if (spec.GpusPerNode is { } count)
        {
            yield return new NodeRequirement($"{InstancePrefix}-count", count.ToString(CultureInfo.InvariantCulture)).ToJson();
        }
    }

    [GeneratedRegex(@"^(.+)-([0-9]+)gb\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Sized();
}
