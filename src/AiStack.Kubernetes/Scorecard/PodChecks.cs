using System.Text.Json.Nodes;
using AiStack.Kubernetes.References;

namespace AiStack.Kubernetes.Scorecard;

/// <summary>What is asked of pods as a whole.</summary>
/// <remarks>Sources: kube-linter «KubeLinter checks», kube-score README_CHECKS, Polaris «Checks», Kubernetes «Pod Security Standards», NSA/CISA «Kubernetes Hardening Guide» 1.2.</remarks>
internal static class PodChecks
{
    private static readonly string[] s_volumeTypes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static IReadOnlyList<ScoreCheck> All { get; } =
    [
        Pod("no host network, PID or IPC namespace", ["kube-linter/host-network", "kube-linter/host-pid", "kube-linter/host-ipc", "polaris/hostNetworkSet", "polaris/hostPIDSet", "polaris/hostIPCSet", "pss-baseline/hostNamespaces"],
            pod => First(["hostNetwork", "hostPID", "hostIPC"], name => IsTrue(pod.Spec[name])) is { } name ? $"{name} is true" : null),
        Pod("no directories of the node, only volumes of the restricted kinds", ["kube-linter/sensitive-host-mounts", "kube-linter/docker-sock", "polaris/hostPathSet", "pss-baseline/hostPathVolumes", "pss-restricted/volumeTypes"],
            pod => ((pod.Spec["volumes"] as JsonArray) ?? []).OfType<JsonObject>().FirstOrDefault(volume => !s_volumeTypes.Any(volume.ContainsKey)) is { } volume ? $"volume {volume["name"]} is of another kind" : null),
        Pod("runs as a user that is not root", ["kube-linter/run-as-non-root", "polaris/runAsRootAllowed", "pss-restricted/runAsNonRoot", "pss-restricted/runAsUser", "nsa/non-root-containers"],
            pod => !IsTrue(pod.Spec["securityContext"]?["runAsNonRoot"]) ? "runAsNonRoot is not true" : pod.Spec["securityContext"]?["runAsUser"]?.GetValue<int>() == 0 ? "runAsUser is 0" : null),
        Pod("user and group ids above 10000", ["kube-score/container-security-context-user-group-id"],
            pod => pod.Spec["securityContext"] is JsonObject context && context["runAsUser"]?.GetValue<int>() > 10_000 && context["runAsGroup"]?.GetValue<int>() > 10_000 ? null : "an id is below 10000")
            with { GeneralReason = "Ids are those that the images' own files belong to; another id could not read or write them. User namespaces (`hostUsers: false`) give what this rule is after, where the cluster's nodes have them." },
        Pod("seccomp profile of the container runtime", ["kube-score/container-seccomp-profile", "polaris/linuxHardening", "pss-restricted/seccomp", "nsa/seccomp"],
            pod => pod.Spec["securityContext"]?["seccompProfile"]?["type"]?.GetValue<string>() is "RuntimeDefault" or "Localhost" ? null : "seccompProfile is not set"),
        Pod("no unsafe sysctls", ["kube-linter/unsafe-sysctls", "pss-baseline/sysctls"], pod => pod.Spec["securityContext"]?["sysctls"] is null ? null : "sysctls are set"),
        Pod("a service account of its own", ["kube-linter/default-service-account", "kube-linter/deprecated-service-account-field"],
            pod => pod.Spec["serviceAccountName"]?.GetValue<string>() is null or "default" ? "runs as the namespace's default account" : pod.Spec.ContainsKey("serviceAccount") ? "serviceAccount is deprecated" : null),
        Pod("no API token unless it is needed", ["polaris/automountServiceAccountToken", "nsa/service-account-token"],
            pod => pod.Spec["automountServiceAccountToken"] is { } mounted && !mounted.GetValue<bool>() ? null : "automountServiceAccountToken is not false"),
        new("a network policy for every pod", ["kube-linter/non-isolated-pod", "kube-score/pod-networkpolicy", "polaris/missingNetworkPolicy", "nsa/network-policies"],
            index => Pods(index).Select(pod => new ScoreResult(pod.Owner, index.OfKind("NetworkPolicy", pod.Owner.Namespace!).Any(policy => LabelMatch.IsMatch(policy.Spec?["podSelector"] as JsonObject, pod.Labels)) ? null : "no policy selects it"))),
        Served("spread over nodes and zones", ["kube-score/pod-topology-spread-constraints", "polaris/topologySpreadConstraint"],
            pod => pod.Spec["topologySpreadConstraints"] is JsonArray { Count: > 0 } ? null : "topologySpreadConstraints is not set"),
        Served("replicas kept apart", ["kube-linter/no-anti-affinity", "kube-score/deployment-has-host-podantiaffinity", "kube-score/statefulset-has-host-podantiaffinity"],
            pod => Replicas(pod.Owner) < 2 || pod.Spec["affinity"]?["podAntiAffinity"] is not null ? null : "podAntiAffinity is not set"),
        Served("restarts by policy", ["kube-linter/restart-policy"], pod => pod.Spec["restartPolicy"]?.GetValue<string>() is null or "Always" ? null : "restartPolicy is not Always"),
        new("a disruption budget that lets nodes be emptied, for more than one replica", ["kube-score/deployment-has-poddisruptionbudget", "kube-score/statefulset-has-poddisruptionbudget", "kube-score/poddisruptionbudget-has-policy", "kube-linter/pdb-max-unavailable", "kube-linter/pdb-min-available", "kube-linter/pdb-unhealthy-pod-eviction-policy", "polaris/missingPodDisruptionBudget", "polaris/pdbDisruptionsIsZero"],
            CheckBudgets),
        Pod("a priority class", ["kube-linter/priority-class-name", "polaris/priorityClassNotSet"], pod => pod.Spec["priorityClassName"] is null ? "priorityClassName is not set" : null)
            with { GeneralReason = "Which pods matter more than others is known to the cluster's owner, and priority classes belong to the cluster: a stack that invented its own would push others out." },
        new("Jobs end: retries and time are limited", ["nsa/resource-policies"],
            index => index.OfKind("Job").Select(job => new ScoreResult(job, job.Spec?["activeDeadlineSeconds"] is null || job.Spec["backoffLimit"] is null ? "activeDeadlineSeconds or backoffLimit is not set" : null))),
        new("Jobs that are removed when they are done", ["kube-linter/job-ttl-seconds-after-finished"],
            index => index.OfKind("Job").Select(job => new ScoreResult(job, job.Spec?["ttlSecondsAfterFinished"] is null ? "ttlSecondsAfterFinished is not set" : null)))
            { GeneralReason = "A Job that removes itself would be made again, without end, by whoever keeps the cluster as these files say (Argo CD, Flux). A finished one holds nothing but its log." },
        Pod("labels that say what it is", ["kube-score/label-values", "polaris/metadataAndInstanceMismatched"],
            pod => pod.Labels.ContainsKey(StandardLabels.Name) && pod.Labels.ContainsKey(StandardLabels.Instance) && pod.Labels.ContainsKey(StandardLabels.Stack) ? null : "a recommended label is missing"),
        new("selectors that match their template", ["kube-linter/mismatching-selector", "kube-score/deployment-pod-selector-labels-match-template-metadata-labels", "kube-score/statefulset-pod-selector-labels-match-template-metadata-labels"],
            index => Pods(index).Where(pod => !pod.IsJob).Select(pod => new ScoreResult(pod.Owner, LabelMatch.IsMatch(pod.Owner.Spec?["selector"] as JsonObject, pod.Labels) ? null : "the selector misses its own pods"))),
        new("rolling updates, or a reason for none", ["kube-linter/no-rolling-update-strategy"],
            index => index.OfKind("Deployment").Select(made => new ScoreResult(made, made.Spec?["strategy"]?["type"]?.GetValue<string>() == "Recreate" && Replicas(made) > 1 ? "several replicas are replaced all at once" : null))),
    ];

    /// <summary>The pods of a publication whose templates are written out.</summary>
    public static IEnumerable<ScoredPod> Pods(ReferenceIndex index) =>
        from kind in (string[])["Deployment", "StatefulSet", "DaemonSet", "Job"]
        from made in index.OfKind(kind)
        select new ScoredPod(made, ReferenceIndex.TemplateOf(made)!);

    private static int Replicas(KubernetesObject made) => made.Spec?["replicas"]?.GetValue<int>() ?? (made.Kind == "Job" ? 1 : 2);

    private static IEnumerable<ScoreResult> CheckBudgets(ReferenceIndex index)
    {
        var budgets = new Dictionary<PodShape, KubernetesObject>();
        foreach (var budget in index.OfKind("PodDisruptionBudget"))
        {
            foreach (var selected in index.Selected(budget.Namespace!, budget.Spec?["selector"] as JsonObject))
            {
                budgets.TryAdd(selected, budget);
            }
        }

        return Pods(index).Where(pod => !pod.IsJob && Replicas(pod.Owner) > 1).Select(pod => new ScoreResult(pod.Owner, BudgetFailure(budgets.GetValueOrDefault(index.PodsOf(pod.Owner)!))));
    }

    private static string? BudgetFailure(KubernetesObject? budget) =>
        budget is null ? "there is none"
        : budget.Spec?["unhealthyPodEvictionPolicy"] is null ? "unhealthyPodEvictionPolicy is not set"
        : budget.Spec["maxUnavailable"] is { } most && most.ToString() == "0" ? "it allows no disruption" : null;

    private static ScoreCheck Pod(string asks, IReadOnlyList<string> ids, Func<ScoredPod, string?> failure) =>
        new(asks, ids, index => Pods(index).Select(pod => new ScoreResult(pod.Owner, failure(pod))));

    private static ScoreCheck Served(string asks, IReadOnlyList<string> ids, Func<ScoredPod, string?> failure) =>
        new(asks, ids, index => Pods(index).Where(pod => !pod.IsJob).Select(pod => new ScoreResult(pod.Owner, failure(pod))));

    private static bool IsTrue(JsonNode? value) => value?.GetValue<bool>() is true;

    private static string? First(string[] names, Predicate<string> isMeant) => Array.Find(names, isMeant);
}
