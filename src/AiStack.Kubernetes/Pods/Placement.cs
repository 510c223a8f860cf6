using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Pods;

/// <summary>Which nodes pods may run on.</summary>
public sealed record Placement
{
    /// <summary>Requirements of a node selector term: objects with key, operator, values.</summary>
    /// <value>Default: any node.</value>
    public IReadOnlyList<NodeRequirement> Requirements { get; init; } = [];

    /// <summary>Taints that are tolerated: objects with key, operator, value, effect.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<JsonObject> Tolerations { get; init; } = [];

    /// <summary>RuntimeClass.</summary>
    /// <value><see langword="null"/> (default): the cluster's own.</value>
    public string? RuntimeClass { get; init; }

    /// <summary>Pods next to which, on one node, these must run, by their labels.</summary>
    /// <value><see langword="null"/> (default): anywhere.</value>
    public IReadOnlyDictionary<string, string>? Beside { get; init; }

    /// <summary>The requirements as a list of node selector terms; <see langword="null"/>: any node.</summary>
    public JsonArray? NodeSelectorTerms() => Requirements.Count == 0 ? null :
    [
        new JsonObject { ["matchExpressions"] = new JsonArray([.. Requirements.Select(requirement => requirement.ToJson())]) },
    ];
}
