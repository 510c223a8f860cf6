using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Scorecard;

/// <summary>Pods of an object, as checks look at them.</summary>
/// <param name="Owner">The object that keeps them running.</param>
/// <param name="Template">Their template.</param>
public sealed record ScoredPod(KubernetesObject Owner, JsonObject Template)
{
    /// <summary>Their spec.</summary>
    public JsonObject Spec => (JsonObject)Template["spec"]!;

    /// <summary>Whether they do something once rather than serve.</summary>
    public bool IsJob => Owner.Kind == "Job";

    /// <summary>Their labels.</summary>
    public IReadOnlyDictionary<string, string> Labels => (Template["metadata"]?["labels"] as JsonObject)?.ToDictionary(label => label.Key, label => label.Value!.GetValue<string>()) ?? [];

    /// <summary>All containers, those that only prepare included.</summary>
    public IEnumerable<JsonObject> AllContainers => Objects("initContainers").Concat(Objects("containers"));

    /// <summary>Containers that serve.</summary>
    public IEnumerable<JsonObject> Containers => Objects("containers");

    private IEnumerable<JsonObject> Objects(string name) => ((Spec[name] as JsonArray) ?? []).OfType<JsonObject>();
}
