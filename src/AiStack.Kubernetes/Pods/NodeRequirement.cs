using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Pods;

/// <summary>A label that a node must have.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Values">The values that it may have; none: any.</param>
public sealed record NodeRequirement(string Key, params IReadOnlyList<string> Values)
{
    /// <summary>As a requirement of a node selector term.</summary>
    public JsonNode ToJson() => Values.Count == 0
        ? new JsonObject { ["key"] = Key, ["operator"] = "Exists" }
        : new JsonObject { ["key"] = Key, ["operator"] = "In", ["values"] = new JsonArray([.. Values.Select(value => (JsonNode)value)]) };
}
