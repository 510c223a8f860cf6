using System.Text.Json.Nodes;
using AiStack.Core.Units;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Rules as Prometheus takes them: the content of a file of rules, and the spec of a PrometheusRule, which are the same.</summary>
/// <remarks>Source: prometheus/prometheus, «Recording rules» and «Alerting rules».</remarks>
internal static class RuleWriter
{
    /// <summary>Label of everything that rules make: the name of the stack.</summary>
    public const string StackLabel = "stack";

    /// <summary>Writes a group.</summary>
    /// <param name="stack">Name of the stack, which goes into the group's name: one Prometheus serves several.</param>
    /// <param name="group">The group.</param>
    public static JsonObject Write(string stack, RuleGroup group)
    {
        var rules = new JsonArray([.. group.Records.Select(rule => (JsonNode)Write(stack, rule)), .. group.Alerts.Select(rule => (JsonNode)Write(stack, rule))]);
        return new() { ["groups"] = new JsonArray(new JsonObject { ["name"] = $"{stack}-{group.Name}", ["rules"] = rules }) };
    }

    private static JsonObject Write(string stack, RecordingRule rule) => new JsonObject
    {
        ["record"] = rule.Metric,
        ["expr"] = rule.Expression,
        ["labels"] = new JsonObject { [StackLabel] = stack, ["component"] = rule.Subject },
    };

    private static JsonObject Write(string stack, AlertRule rule) => new JsonObject
    {
        ["alert"] = rule.Name,
        ["expr"] = rule.Expression,
        ["for"] = Duration.Format(rule.For),
        ["labels"] = new JsonObject { ["severity"] = rule.Severity == AlertSeverity.Critical ? "critical" : "warning", [StackLabel] = stack, ["namespace"] = rule.Namespace, ["component"] = rule.Subject },
        ["annotations"] = new JsonObject { ["summary"] = rule.Summary, ["description"] = rule.Description, ["action"] = rule.Action },
    };
}
