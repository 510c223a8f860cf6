using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Kubernetes.Scorecard;

/// <summary>What is asked of objects that run nothing themselves.</summary>
/// <remarks><inheritdoc cref="PodChecks" path="/remarks/node()"/></remarks>
internal static class ObjectChecks
{
    public static IReadOnlyList<ScoreCheck> All { get; } =
    [
        Of("Service", "reached from inside the cluster only", ["kube-linter/exposed-services", "kube-score/service-type"],
            (_, service) => service.Spec?["type"]?.GetValue<string>() is null or "ClusterIP" or "ExternalName" ? null : "the Service is open to the outside"),
        Of("Service", "sends to pods, at ports that they have", ["kube-linter/dangling-service", "kube-linter/invalid-target-ports", "kube-score/service-targets-pod"],
            (index, service) => service.Spec?["selector"] is not JsonObject selector || index.Selected(service.Namespace!, new() { ["matchLabels"] = selector.DeepClone() }).Any() ? null : "it selects no pod"),
        Of("NetworkPolicy", "selects pods", ["kube-score/networkpolicy-targets-pod"],
            (index, policy) => policy.Spec?["podSelector"] is not JsonObject { Count: > 0 } selector || index.Selected(policy.Namespace!, selector).Any() ? null : "it selects no pod"),
        new("namespaces closed in both directions", ["nsa/network-separation", "nsa/default-deny"],
            index => index.OfKind("Namespace").Select(space => new ScoreResult(space, index.OfKind("NetworkPolicy", space.Name).Any(IsDenyAll) ? null : "there is no default-deny policy"))),
        new("namespaces that enforce a Pod Security level", ["nsa/pod-security-standards", "pss/namespace-labels"],
            index => index.OfKind("Namespace").Select(space => new ScoreResult(space, space.Labels.ContainsKey(Namespaces.EnforceLabel) ? null : "no level is enforced"))),
        new("namespaces that enforce the restricted level", ["pss-restricted/namespace"],
            index => index.OfKind("Namespace").Select(space => new ScoreResult(space, space.Labels.GetValueOrDefault(Namespaces.EnforceLabel) == "restricted" ? null : $"{space.Labels.GetValueOrDefault(Namespaces.EnforceLabel)} is enforced"))),
        new("roles without wildcards, secrets or the right to make pods", ["kube-linter/wildcard-in-rules", "kube-linter/access-to-secrets", "kube-linter/access-to-create-pods", "kube-linter/cluster-admin-role-binding"],
            index => index.OfKind("Role").Concat(index.OfKind("ClusterRole")).Select(role => new ScoreResult(role, RoleFailure(role)))),
        new("no secret values in files", ["polaris/sensitiveConfigmapContent", "nsa/secrets"],
            index => index.OfKind("Secret").Select(secret => new ScoreResult(secret, "a Secret is written out"))),
        new("stable API versions", ["kube-linter/no-extensions-v1beta", "kube-score/stable-version"],
            index => ((string[])["Deployment", "StatefulSet", "Job", "NetworkPolicy", "PodDisruptionBudget", "Role", "RoleBinding"]).SelectMany(index.OfKind).Select(made => new ScoreResult(made, made.ApiVersion.Contains("beta", StringComparison.Ordinal) ? $"{made.ApiVersion} is not stable" : null))),
        new("a namespace said", ["kube-linter/use-namespace"],
            index => ((string[])["Deployment", "StatefulSet", "Job", "Service", "ServiceAccount", "ConfigMap"]).SelectMany(index.OfKind).Select(made => new ScoreResult(made, made.Namespace is null or "default" ? "it is in the default namespace" : null))),
        new("service accounts that exist, without tokens", ["kube-linter/non-existent-service-account", "polaris/automountServiceAccountToken"],
            index => index.OfKind("ServiceAccount").Select(account => new ScoreResult(account, account.Content["automountServiceAccountToken"] is { } mounted && !mounted.GetValue<bool>() ? null : "automountServiceAccountToken is not false"))),
    ];

    private static ScoreCheck Of(string kind, string asks, IReadOnlyList<string> ids, Func<ReferenceIndex, KubernetesObject, string?> failure) =>
        new(asks, ids, index => index.OfKind(kind).Select(made => new ScoreResult(made, failure(index, made))));

    private static bool IsDenyAll(KubernetesObject policy) =>
        policy.Spec?["podSelector"] is JsonObject { Count: 0 } && policy.Spec["policyTypes"] is JsonArray { Count: 2 } && policy.Spec["ingress"] is null && policy.Spec["egress"] is null;

    private static string? RoleFailure(KubernetesObject role)
    {
        foreach (var rule in ((role.Content["rules"] as JsonArray) ?? []).OfType<JsonObject>())
        {
            var (resources, verbs) = (Texts(rule["resources"]), Texts(rule["verbs"]));
            if (resources.Contains("*") || verbs.Contains("*") || resources.Contains("secrets") || (resources.Contains("pods") && verbs.Contains("create")))
            {
                return "a rule allows more than it should";
            }
        }

        return null;
    }

    private static List<string> Texts(JsonNode? list) => [.. ((list as JsonArray) ?? []).Select(item => item!.GetValue<string>())];
}
