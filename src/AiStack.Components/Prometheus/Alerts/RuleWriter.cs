using System.Text.Json.Nodes;
using AiStack.Core.Units;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Rules as Prometheus takes them: the content of a file of rules, and the spec of a PrometheusRule, which are the same.</summary>
/// <remarks>Source: prometheus/prometheus, «Recording rules» and «Alerting rules».</remarks>
internal static class RuleWriter
{
    /// <summary>Label of everything that rules make: the name of the stack.</summary>
    public const string StackLabel = "stack";

    /// <summary>Writes a group for a cluster.</summary>
    /// <param name="stack">Name of the stack, which goes into the group's name: one Prometheus serves several.</param>
    /// <param name="group">The group.</param>
    public static JsonObject Write(string stack, RuleGroup group) => new() { ["groups"] = new JsonArray(Group(stack, group, isInCluster: true)) };

    /// <summary>Writes groups for a laptop: without what to do, which is to ask the cluster.</summary>
    /// <param name="stack">Name of the stack.</param>
    /// <param name="groups">The groups.</param>
    public static JsonObject WriteFile(string stack, IReadOnlyList<RuleGroup> groups) => new() { ["groups"] = new JsonArray([.. groups.Select(group => Group(stack, group, isInCluster: false))]) };

    /// <summary>A severity as Alertmanager's routes know it.</summary>
    public static string WordOf(AlertSeverity severity) => severity == AlertSeverity.Critical ? "critical" : "warning";

    private static JsonObject Group(string stack, RuleGroup group, bool isInCluster) => new()
    {
        ["name"] = $"{stack}-{group.Name}",
        ["rules"] = new JsonArray([.. group.Records.Select(rule => (JsonNode)Write(stack, rule)), .. group.Alerts.Select(rule => (JsonNode)Write(stack, rule, isInCluster))]),
    };

    private static JsonObject Write(string stack, RecordingRule rule) => new JsonObject
    {
        ["record"] = rule.Metric,
        ["expr"] = rule.Expression,
        ["labels"] = new JsonObject { [StackLabel] = stack, ["component"] = rule.Subject },
    };

    private static JsonObject Write(string stack, AlertRule rule, bool isInCluster) => new JsonObject
    {
        ["alert"] = rule.Name,
        ["expr"] = rule.Expression,
        ["for"] = Duration.Format(rule.For),
        ["labels"] = new JsonObject { ["severity"] = WordOf(rule.Severity), [StackLabel] = stack, ["namespace"] = rule.Namespace, ["component"] = rule.Subject },
        ["annotations"] = new JsonObject { ["summary"] = rule.Summary, ["description"] = rule.Description, ["action"] = isInCluster ? rule.Action : null },
    };
}
