using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Scorecard;

/// <summary>What is asked of each container.</summary>
/// <remarks><inheritdoc cref="PodChecks" path="/remarks/node()"/></remarks>
internal static class ContainerChecks
{
    private static readonly string[] s_secretWords = ["PASSWORD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY"];

    public static IReadOnlyList<ScoreCheck> All { get; } =
    [
        Each("a root file system that it cannot write", ["kube-linter/no-read-only-root-fs", "kube-score/container-security-context-readonlyrootfilesystem", "polaris/notReadOnlyRootFilesystem", "nsa/immutable-container-filesystem"],
            container => Is(container, "readOnlyRootFilesystem", true) ? null : "readOnlyRootFilesystem is not true"),
        Each("no way to more privileges", ["kube-linter/privilege-escalation-container", "polaris/privilegeEscalationAllowed", "pss-restricted/allowPrivilegeEscalation", "nsa/privilege-escalation"],
            container => Is(container, "allowPrivilegeEscalation", false) ? null : "allowPrivilegeEscalation is not false"),
        Each("not privileged", ["kube-linter/privileged-container", "kube-score/container-security-context-privileged", "polaris/runAsPrivileged", "pss-baseline/privileged", "nsa/privileged-containers"],
            container => Context(container)["privileged"]?.GetValue<bool>() is true ? "privileged is true" : null),
        Each("no capabilities", ["kube-linter/drop-net-raw-capability", "polaris/dangerousCapabilities", "polaris/insecureCapabilities", "pss-baseline/capabilities", "pss-restricted/capabilities"],
            container => (Context(container)["capabilities"]?["drop"] as JsonArray)?.Any(name => name!.GetValue<string>() == "ALL") is not true ? "ALL is not dropped"
                : Context(container)["capabilities"]?["add"] is JsonArray { Count: > 0 } ? "capabilities are added" : null),
        Each("no unmasked /proc, no ports of the node, no ssh", ["kube-linter/unsafe-proc-mount", "kube-linter/ssh-port", "polaris/hostPortSet", "pss-baseline/procMount", "pss-baseline/hostPorts"],
            container => Context(container)["procMount"] is not null ? "procMount is set"
                : Ports(container).Any(port => port["hostPort"] is not null) ? "a hostPort is set" : Ports(container).Any(port => port["containerPort"]?.GetValue<int>() == 22) ? "port 22 is open" : null),
        Each("ports above 1023", ["kube-linter/privileged-ports"], container => Ports(container).Any(port => port["containerPort"]?.GetValue<int>() < 1024) ? "a port is below 1024" : null),
        Each("an image with a fixed tag or digest", ["kube-linter/latest-tag", "kube-score/container-image-tag", "polaris/tagNotSpecified"],
            container => container["image"]?.GetValue<string>() is { } image && IsPinned(image) ? null : $"{container["image"]} is not pinned"),
        Each("images asked for anew at every start", ["kube-score/container-image-pull-policy", "polaris/pullPolicyNotAlways"],
            container => container["imagePullPolicy"]?.GetValue<string>() == "Always" ? null : "imagePullPolicy is not Always")
            with { GeneralReason = "Tags are fixed, so what a node has is what was asked for; a registry that is down must not keep a model from starting again." },
        Each("requests of processor and memory", ["kube-linter/unset-cpu-requirements", "kube-linter/unset-memory-requirements", "kube-score/container-resources", "polaris/cpuRequestsMissing", "polaris/memoryRequestsMissing", "nsa/resource-policies"],
            container => Has(container, "requests", "cpu") && Has(container, "requests", "memory") ? null : "cpu or memory is not requested"),
        Each("limits of processor and memory", ["kube-score/container-resources", "polaris/cpuLimitsMissing", "polaris/memoryLimitsMissing", "nsa/resource-policies"],
            container => Has(container, "limits", "cpu") && Has(container, "limits", "memory") ? null : "cpu or memory is not limited"),
        Each("requests and limits of the node's disk", ["kube-score/container-ephemeral-storage-request-and-limit"],
            container => Has(container, "requests", "ephemeral-storage") && Has(container, "limits", "ephemeral-storage") ? null : "ephemeral-storage is not set"),
        Serving("a readiness probe", ["kube-linter/no-readiness-probe", "kube-score/pod-probes", "polaris/readinessProbeMissing"], container => container["readinessProbe"] is null ? "there is none" : null),
        Serving("a liveness probe", ["kube-linter/no-liveness-probe", "kube-score/pod-probes", "polaris/livenessProbeMissing"], container => container["livenessProbe"] is null ? "there is none" : null),
        Serving("readiness and liveness ask different things", ["kube-score/pod-probes-identical"],
            container => container["readinessProbe"] is { } ready && JsonNode.DeepEquals(ready, container["livenessProbe"]) ? "both probes are the same" : null),
        Each("probes ask ports that the container has", ["kube-linter/liveness-port", "kube-linter/readiness-port", "kube-linter/startup-port"], UnknownProbePort),
        Each("no secret values in variables", ["kube-linter/env-var-secret", "polaris/sensitiveContainerEnvVar"],
            container => Variables(container).FirstOrDefault(variable => variable["value"]?.GetValue<string>() is { Length: > 0 } value && !value.Contains("$(", StringComparison.Ordinal) && s_secretWords.Any(word => variable["name"]!.GetValue<string>().EndsWith(word, StringComparison.Ordinal))) is { } found
                ? $"{found["name"]} is written out" : null),
        Each("every variable once", ["kube-linter/duplicate-env-var", "kube-score/environment-variable-key-duplication"],
            container => Variables(container).GroupBy(variable => variable["name"]!.GetValue<string>()).FirstOrDefault(group => group.Count() > 1) is { } doubled ? $"{doubled.Key} is there twice" : null),
        Each("secrets as files rather than variables", ["kube-linter/read-secret-from-env-var"],
            container => Variables(container).Any(variable => variable["valueFrom"]?["secretKeyRef"] is not null) ? "a secret is a variable" : null)
            with { GeneralReason = "These programs read their keys from the environment and from nowhere else; the Secrets themselves are referenced, never written." },
    ];

    private static ScoreCheck Each(string asks, IReadOnlyList<string> ids, Func<JsonObject, string?> failure) =>
        new(asks, ids, index => PodChecks.Pods(index).Select(pod => new ScoreResult(pod.Owner, First(pod.AllContainers, failure))));

    private static ScoreCheck Serving(string asks, IReadOnlyList<string> ids, Func<JsonObject, string?> failure) =>
        new(asks, ids, index => PodChecks.Pods(index).Where(pod => !pod.IsJob).Select(pod => new ScoreResult(pod.Owner, First(pod.Containers, failure))));

    private static string? First(IEnumerable<JsonObject> containers, Func<JsonObject, string?> failure) =>
        containers.Select(container => (Name: container["name"]!.GetValue<string>(), Failure: failure(container))).FirstOrDefault(found => found.Failure is not null) is { Failure: not null } found ? $"{found.Name}: {found.Failure}" : null;

    private static JsonObject Context(JsonObject container) => container["securityContext"] as JsonObject ?? [];

    private static bool Is(JsonObject container, string name, bool value) => Context(container)[name]?.GetValue<bool>() == value;

    private static bool Has(JsonObject container, string kind, string resource) => container["resources"]?[kind]?[resource] is not null;

    private static IEnumerable<JsonObject> Ports(JsonObject container) => ((container["ports"] as JsonArray) ?? []).OfType<JsonObject>();

    private static IEnumerable<JsonObject> Variables(JsonObject container) => ((container["env"] as JsonArray) ?? []).OfType<JsonObject>();

    private static string? UnknownProbePort(JsonObject container)
    {
        var names = Ports(container).SelectMany(port => new[] { port["name"]?.ToString(), port["containerPort"]?.ToString() }).ToHashSet();
        foreach (var name in (string[])["startupProbe", "readinessProbe", "livenessProbe"])
        {
            if ((container[name]?["httpGet"]?["port"] ?? container[name]?["tcpSocket"]?["port"]) is { } port && !names.Contains(port.ToString()))
            {
                return $"{name} asks port {port}";
            }
        }

        return null;
    }

    // A registry may have a port: only a colon behind the last slash begins a tag. Branches are no versions.
    private static bool IsPinned(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return image.Contains('@', StringComparison.Ordinal) || (name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && name[(colon + 1)..] is not ("latest" or "main" or "master" or "edge" or "nightly"));
    }
}
