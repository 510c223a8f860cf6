using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Pods;

/// <summary>Pod templates as the API server takes them.</summary>
internal static class PodWriter
{
    /// <summary>The template of a workload's pods.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="selector">Labels that select the pods.</param>
    /// <param name="labels">All their labels.</param>
    /// <param name="annotations">Their annotations.</param>
    /// <param name="environment">Environment of a container.</param>
    public static JsonObject Write(
        Workload workload, OrderedDictionary<string, string> selector, OrderedDictionary<string, string> labels, OrderedDictionary<string, string> annotations, Func<Container, JsonArray> environment) => new()
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = KubernetesObject.ToJson(labels),
                ["annotations"] = annotations.Count == 0 ? null : KubernetesObject.ToJson(annotations),
            },
            ["spec"] = Spec(workload, selector, environment),
        };

    private static JsonObject Spec(Workload workload, OrderedDictionary<string, string> selector, Func<Container, JsonArray> environment)
    {
        var isJob = workload.Kind == WorkloadKind.Job;
        var spec = new JsonObject
        {
            ["serviceAccountName"] = workload.Name,
            ["automountServiceAccountToken"] = false,

            // Services of the namespace as variables would clash with those that programs read, such as LANGFLOW_PORT.
            ["enableServiceLinks"] = false,
            ["restartPolicy"] = isJob ? "OnFailure" : null,
            ["runtimeClassName"] = workload.Placement.RuntimeClass,
            ["securityContext"] = new JsonObject
            {
                ["runAsNonRoot"] = true,
                ["runAsUser"] = workload.RunAs.UserId,
                ["runAsGroup"] = workload.RunAs.GroupId,
                ["fsGroup"] = workload.RunAs.FileGroupId,
                ["fsGroupChangePolicy"] = workload.RunAs.FileGroupId is null ? null : "OnRootMismatch",
                ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
            },
            ["terminationGracePeriodSeconds"] = (int)workload.GracePeriod.TotalSeconds,
            ["affinity"] = Affinity(workload, selector),
            ["tolerations"] = workload.Placement.Tolerations.Count == 0 ? null : new JsonArray([.. workload.Placement.Tolerations.Select(toleration => toleration.DeepClone())]),
            ["topologySpreadConstraints"] = isJob ? null : new JsonArray(Spread("kubernetes.io/hostname", selector), Spread("topology.kubernetes.io/zone", selector)),
            ["initContainers"] = workload.InitContainers.Count == 0 ? null : new JsonArray([.. workload.InitContainers.Select(container => ContainerWriter.Write(container, environment(container)))]),
            ["containers"] = new JsonArray([.. workload.Containers.Select(container => ContainerWriter.Write(container, environment(container)))]),
            ["volumes"] = workload.Volumes.Count == 0 ? null : new JsonArray([.. workload.Volumes.Select(VolumeOf)]),
        };
        foreach (var (key, value) in workload.Further ?? [])
        {
            spec[key] = value?.DeepClone();
        }

        return spec;
    }

    // Replicas are kept apart where there is room; a cluster of one node still gets all of them.
    private static JsonObject? Affinity(Workload workload, OrderedDictionary<string, string> selector)
    {
        var affinity = new JsonObject();
        if (workload.Placement.NodeSelectorTerms() is { } terms)
        {
            affinity["nodeAffinity"] = new JsonObject { ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject { ["nodeSelectorTerms"] = terms } };
        }

        if (workload.Placement.Beside is { } beside)
        {
            affinity["podAffinity"] = new JsonObject
            {
                ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonArray(new JsonObject { ["labelSelector"] = Selector(beside), ["topologyKey"] = "kubernetes.io/hostname" }),
            };
        }

        if (workload.Kind != WorkloadKind.Job && (workload.Replicas > 1 || workload.IsScaledElsewhere))
        {
            affinity["podAntiAffinity"] = new JsonObject
            {
                ["preferredDuringSchedulingIgnoredDuringExecution"] = new JsonArray(new JsonObject
                {
                    ["weight"] = 100,
                    ["podAffinityTerm"] = new JsonObject { ["labelSelector"] = Selector(selector), ["topologyKey"] = "kubernetes.io/hostname" },
                }),
            };
        }

        return affinity.Count == 0 ? null : affinity;
    }

    private static JsonObject Spread(string topology, OrderedDictionary<string, string> selector) => new()
    {
        ["maxSkew"] = 1,
        ["topologyKey"] = topology,
        ["whenUnsatisfiable"] = "ScheduleAnyway",
        ["labelSelector"] = Selector(selector),
    };

    private static JsonObject Selector(IEnumerable<KeyValuePair<string, string>> labels) => new() { ["matchLabels"] = KubernetesObject.ToJson(labels) };

    private static JsonNode VolumeOf(Volume volume) => volume switch
    {
        Volume.EmptyVolume empty => new JsonObject
        {
            ["name"] = empty.Name,
            ["emptyDir"] = new JsonObject { ["medium"] = empty.IsMemory ? "Memory" : null, ["sizeLimit"] = empty.Size.ToString() },
        },
        Volume.ClaimVolume claim => new JsonObject { ["name"] = claim.Name, ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = claim.ClaimName } },
        Volume.ConfigVolume config => new JsonObject { ["name"] = config.Name, ["configMap"] = new JsonObject { ["name"] = config.ConfigMap } },
        _ => throw new ArgumentException($"A volume of type {volume.GetType().Name} cannot be written.", nameof(volume)),
    };
}
