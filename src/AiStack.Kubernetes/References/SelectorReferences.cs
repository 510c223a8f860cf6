using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.References;

/// <summary>What selects pods selects some: Services with their ports, disruption budgets, network policies with the ports they open.</summary>
internal sealed class SelectorReferences : IReferenceRule
{
    public IEnumerable<string> Check(ReferenceIndex index) =>
    [
        .. index.OfKind("Service").SelectMany(service => CheckService(index, service)),
        .. index.OfKind("PodDisruptionBudget").Where(budget => !index.Selected(budget.Namespace!, budget.Spec?["selector"] as JsonObject).Any()).Select(budget => $"{budget} selects no pod."),
        .. index.OfKind("NetworkPolicy").SelectMany(policy => CheckPolicy(index, policy)),
    ];

    private static IEnumerable<string> CheckService(ReferenceIndex index, KubernetesObject service)
    {
        if (service.Spec?["selector"] is not JsonObject selector)
        {
            yield break;
        }

        var pods = index.Selected(service.Namespace!, new() { ["matchLabels"] = selector.DeepClone() }).ToList();
        if (pods.Count == 0)
        {
            yield return $"{service} selects no pod.";
            yield break;
        }

        foreach (var port in ((service.Spec["ports"] as JsonArray) ?? []).OfType<JsonObject>())
        {
            var target = (port["targetPort"] ?? port["port"])!.ToString();
            if (!pods.SelectMany(pod => pod.Ports).Any(known => known.Name == target || known.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == target))
            {
                yield return $"{service} sends to the port '{target}', which its pods do not have.";
            }
        }
    }

    private static IEnumerable<string> CheckPolicy(ReferenceIndex index, KubernetesObject policy)
    {
        var selector = policy.Spec?["podSelector"] as JsonObject;
        if (selector is null or { Count: 0 })
        {
            yield break;
        }

        var pods = index.Selected(policy.Namespace!, selector).ToList();
        if (pods.Count == 0)
        {
            yield return $"{policy} selects no pod.";
            yield break;
        }

        var open = pods.SelectMany(pod => pod.Ports).Select(port => port.Number).ToHashSet();
        foreach (var port in ((policy.Spec?["ingress"] as JsonArray) ?? []).OfType<JsonObject>().SelectMany(rule => ((rule["ports"] as JsonArray) ?? []).OfType<JsonObject>()))
        {
            if (port["port"]?.GetValue<int>() is { } number && !open.Contains(number))
            {
                yield return $"{policy} opens the port {number}, which the pods that it selects do not have.";
            }
        }
    }
}
