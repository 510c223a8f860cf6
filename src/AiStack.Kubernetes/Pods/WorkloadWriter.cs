using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Schema;

namespace AiStack.Kubernetes.Pods;

/// <summary>What keeps pods running, as the API server takes it.</summary>
internal static class WorkloadWriter
{
    // Source: Kubernetes, apps/v1, DeploymentSpec.progressDeadlineSeconds.
    private static readonly TimeSpan s_usualDeadline = TimeSpan.FromSeconds(600);

    public static KubernetesObject Write(Workload workload, string objectNamespace, OrderedDictionary<string, string> selector, JsonObject template) => workload.Kind switch
    {
        WorkloadKind.Job => new("batch/v1", "Job", JobName(workload.Name, template), objectNamespace)
        {
            ValueRules = Rules(workload),
            Spec = new()
            {
                ["backoffLimit"] = workload.Retries,
                ["activeDeadlineSeconds"] = (int)workload.Deadline.TotalSeconds,
                ["template"] = template,
            },
        },
        WorkloadKind.StatefulSet => new("apps/v1", "StatefulSet", workload.Name, objectNamespace)
        {
            ValueRules = Rules(workload),
            Spec = new()
            {
                ["replicas"] = Replicas(workload),
                ["serviceName"] = workload.GoverningService ?? workload.Name,
                ["podManagementPolicy"] = "Parallel",
                ["revisionHistoryLimit"] = 3,
                ["selector"] = Selector(selector),
                ["template"] = template,
                ["volumeClaimTemplates"] = workload.Claims.Count == 0 ? null : new JsonArray([.. workload.Claims.Select(ClaimOf)]),
            },
        },
        _ => new("apps/v1", "Deployment", workload.Name, objectNamespace)
        {
            ValueRules = Rules(workload),
            Spec = new()
            {
                ["replicas"] = Replicas(workload),
                ["progressDeadlineSeconds"] = ProgressDeadline(workload, template),
                ["revisionHistoryLimit"] = 3,
                ["strategy"] = workload.IsReplacedInPlace
                    ? new JsonObject { ["type"] = "Recreate" }
                    : new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["maxSurge"] = 1, ["maxUnavailable"] = 0 } },
                ["selector"] = Selector(selector),
                ["template"] = template,
            },
        },
    };

    // The template of a Job cannot be changed: another one is another Job, and one that has run is not run again for nothing.
    // Its pods carry the name as a label, so it has at most 63 characters.
    private static string JobName(string name, JsonObject template) => $"{Checksum.Beginning(name, Names.LongestLabel)}-{Checksum.Short(template.ToJsonString())}";

    /// <summary>The spec of a claim for a disk.</summary>
    public static JsonObject ClaimSpec(StorageSpec storage) => new()
    {
        ["accessModes"] = new JsonArray((storage.AccessMode ?? AccessMode.ReadWriteOnce).ToString()),
        ["storageClassName"] = storage.Class,
        ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = storage.Size.ToString() } },
    };

    // After ten minutes without progress Kubernetes calls a Deployment failed, and with it Argo CD a whole application: what may take longer to start says so.
    private static int? ProgressDeadline(Workload workload, JsonObject template)
    {
        var start = template["spec"]!["containers"]!.AsArray().Max(container => container!["startupProbe"] is { } probe ? Number(probe["periodSeconds"], 10) * Number(probe["failureThreshold"], 3) : 0);
        var before = workload.InitContainers.Count > 0 ? (int)workload.LongestWait.TotalSeconds : 0;
        return start + before is var all && all > s_usualDeadline.TotalSeconds ? all + 60 : null;

        static int Number(JsonNode? node, int usual) => node?.GetValue<int>() ?? usual;
    }

    private static ValueRules Rules(Workload workload) => new() { IsAlone = workload.IsAlone, PodCounts = workload.PodCounts };

    private static int? Replicas(Workload workload) => workload.IsScaledElsewhere ? null : workload.Replicas;

    private static JsonNode ClaimOf(ClaimTemplate claim) => new JsonObject { ["metadata"] = new JsonObject { ["name"] = claim.Name }, ["spec"] = ClaimSpec(claim.Storage) };

    private static JsonObject Selector(OrderedDictionary<string, string> labels) => new() { ["matchLabels"] = KubernetesObject.ToJson(labels) };
}
