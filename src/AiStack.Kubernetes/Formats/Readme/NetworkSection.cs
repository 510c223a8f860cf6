using System.Text.Json.Nodes;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>Who may talk to whom, read from the network policies themselves.</summary>
internal static class NetworkSection
{
    public static void Write(Markdown text, Publication publication)
    {
        var rows = publication.Objects.Where(made => made.Kind == "NetworkPolicy" && made.Annotations.ContainsKey(NetworkPolicyWriter.ReasonAnnotation)).SelectMany(Rows)
            .GroupBy(row => (row.From, row.To, row.Ports))
            .Select(group => group.Key is var (from, to, ports) ? new Row(from, to, ports, string.Join(", ", group.SelectMany(row => row.Reason.Split(", ")).Distinct())) : null!)
            .OrderBy(row => row.From, StringComparer.Ordinal).ThenBy(row => row.To, StringComparer.Ordinal).ThenBy(row => row.Ports, StringComparer.Ordinal)
            .ToList();
        text.Heading(2, "Who may talk to whom");
        var shared = Namespaces.SharedIn(publication);
        text.Paragraph($"{(shared.Count == 0 ? "Every namespace is closed in both directions" : $"Every namespace is closed in both directions, but for {string.Join(", ", shared)}, where an operator runs, too, and only the stack's pods are closed")}; its pods may ask the cluster's DNS, and {(rows.Count == 0 ? "nothing else is open" : "this is what else is open")}. It takes a network plugin that enforces network policies.");
        if (rows.Count > 0)
        {
            text.Table(["From", "To", "Ports", "Why"], [.. rows.Select(row => (IReadOnlyList<string>)[row.From, row.To, row.Ports, row.Reason])]);
        }
    }

    private static IEnumerable<Row> Rows(KubernetesObject policy)
    {
        var self = Pods(policy.Namespace!, policy.Spec!["podSelector"] as JsonObject);
        var reason = policy.Annotations[NetworkPolicyWriter.ReasonAnnotation];
        foreach (var rule in Rules(policy, "ingress"))
        {
            foreach (var peer in Peers(rule, "from", policy.Namespace!))
            {
                yield return new(peer, self, Ports(rule), reason);
            }
        }

        foreach (var rule in Rules(policy, "egress"))
        {
            foreach (var peer in Peers(rule, "to", policy.Namespace!))
            {
                yield return new(self, peer, Ports(rule), reason);
            }
        }
    }

    private static IEnumerable<JsonObject> Rules(KubernetesObject policy, string direction) => (policy.Spec![direction] as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<string> Peers(JsonObject rule, string end, string policyNamespace) =>
        rule[end] is JsonArray { Count: > 0 } peers ? peers.OfType<JsonObject>().Select(peer => Peer(peer, policyNamespace)).Distinct() : ["anywhere"];

    private static string Peer(JsonObject peer, string policyNamespace)
    {
        if (peer["ipBlock"] is JsonObject block)
        {
            var cidr = block["cidr"]!.GetValue<string>();
            return cidr is "0.0.0.0/0" or "::/0" ? "the internet" : cidr;
        }

        var where = peer["namespaceSelector"] is JsonObject selector ? selector["matchLabels"]?[NetworkPolicyWriter.NamespaceName]?.GetValue<string>() ?? "any namespace" : policyNamespace;
        return Pods(where, peer["podSelector"] as JsonObject);
    }

    private static string Pods(string where, JsonObject? selector)
    {
        if (selector?["matchLabels"] is not JsonObject { Count: > 0 } labels)
        {
            return $"{where}: every pod";
        }

        var instance = labels[StandardLabels.Instance]?.GetValue<string>();
        var role = labels[StandardLabels.Role]?.GetValue<string>();
        var others = labels.Where(label => label.Key is not (StandardLabels.Instance or StandardLabels.Role or StandardLabels.Name or StandardLabels.Stack or StandardLabels.ManagedBy)).Select(label => $"{label.Key}={label.Value}");
        return instance is null
            ? $"{where}: {string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}"))}"
            : $"{where}: {string.Join(" ", new[] { instance, role }.OfType<string>().Concat(others))}";
    }

    private static string Ports(JsonObject rule) => rule["ports"] is JsonArray { Count: > 0 } ports
        ? string.Join(", ", ports.Select(port => port!["protocol"]?.GetValue<string>() == "UDP" ? $"{port["port"]}/UDP" : $"{port["port"]}"))
        : "all";

    private sealed record Row(string From, string To, string Ports, string Reason);
}
