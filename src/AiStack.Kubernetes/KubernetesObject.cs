using System.Text.Json.Nodes;

namespace AiStack.Kubernetes;

/// <summary>An object to publish: what the API server calls it, and its content as JSON in the order it is written.</summary>
/// <remarks>
/// Content is JSON rather than typed classes, since most objects are custom resources, and the schemas they are held against are data.
/// Entries whose value is null are not written.
/// </remarks>
public sealed class KubernetesObject
{
    /// <summary>An object of which only the name is known.</summary>
    /// <param name="apiVersion">Group and version: <c>apps/v1</c>, <c>v1</c>.</param>
    /// <param name="kind">Its kind: <c>Deployment</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="objectNamespace">Its namespace; <see langword="null"/>: it belongs to the whole cluster.</param>
    public KubernetesObject(string apiVersion, string kind, string name, string? objectNamespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(apiVersion);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentException.ThrowIfNullOrEmpty(name);
        (ApiVersion, Kind, Name, Namespace) = (apiVersion, kind, name, objectNamespace);
    }

    /// <summary>Group and version.</summary>
    public string ApiVersion { get; }

    /// <summary>Its kind.</summary>
    public string Kind { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its namespace. <see langword="null"/>: it belongs to the whole cluster.</summary>
    public string? Namespace { get; }

    /// <summary>API group; empty for the core group.</summary>
    public string Group => GroupOf(ApiVersion);

    /// <summary>What the API server tells it apart by.</summary>
    public ObjectKey Key => new(Group, Kind, Namespace, Name);

    /// <summary>Labels, in the order they are written.</summary>
    public OrderedDictionary<string, string> Labels { get; init; } = [];

    /// <summary>Annotations, in the order they are written.</summary>
    public OrderedDictionary<string, string> Annotations { get; init; } = [];

    /// <summary>Everything beside <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>, such as <c>spec</c>.</summary>
    public JsonObject Content { get; init; } = [];

    /// <summary>Its <c>spec</c>.</summary>
    /// <value><see langword="null"/>: it has none.</value>
    public JsonObject? Spec
    {
        get => Content["spec"] as JsonObject;
        init => Content["spec"] = value;
    }

    /// <summary>What values of a chart may say about it.</summary>
    /// <value>Default: whatever its shape allows. Nothing of it is written.</value>
    public ValueRules ValueRules { get; init; } = new();

    /// <summary>The object as the API server takes it, without entries that are null; later changes of this object do not show in it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["apiVersion"] = ApiVersion, ["kind"] = Kind, ["metadata"] = Metadata() };
        foreach (var (key, value) in Content)
        {
            if (value is not null)
            {
                json[key] = WithoutNulls(value);
            }
        }

        return json;
    }

    private static JsonNode WithoutNulls(JsonNode node)
    {
        switch (node)
        {
            case JsonObject mapping:
                var copy = new JsonObject();
                foreach (var (key, value) in mapping)
                {
                    if (value is not null)
                    {
                        copy[key] = WithoutNulls(value);
                    }
                }

                return copy;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : WithoutNulls(item))]);
            default:
                return node.DeepClone();
        }
    }

    /// <summary>The <c>metadata</c>: name, namespace, labels, annotations.</summary>
    internal JsonObject Metadata()
    {
        var metadata = new JsonObject { ["name"] = Name };
        if (Namespace is not null)
        {
            metadata["namespace"] = Namespace;
        }

        if (Labels.Count > 0)
        {
            metadata["labels"] = ToJson(Labels);
        }

        if (Annotations.Count > 0)
        {
            metadata["annotations"] = ToJson(Annotations);
        }

        return metadata;
    }

    /// <summary>The API group of a group with its version; empty for the core group.</summary>
    /// <param name="apiVersion">Group and version.</param>
    public static string GroupOf(string apiVersion)
    {
        ArgumentNullException.ThrowIfNull(apiVersion);
        return apiVersion.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? apiVersion[..slash] : "";
    }

    /// <summary>Texts by name as a JSON object.</summary>
    public static JsonObject ToJson(IEnumerable<KeyValuePair<string, string>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);

        var json = new JsonObject();
        foreach (var (key, value) in texts)
        {
            json[key] = value;
        }

        return json;
    }

    /// <summary>The object as a message names it: <c>Deployment langflow/langflow</c>.</summary>
    public override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
