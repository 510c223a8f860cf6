using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Kubernetes.Validation;

/// <summary>A kind that the API server would serve, with its schema.</summary>
public sealed class ObjectType
{
    internal ObjectType(string apiVersion, string kind, bool? isNamespaced, Lazy<SchemaNode> schema, string file) =>
        (ApiVersion, Kind, IsNamespaced, LazySchema, File) = (apiVersion, kind, isNamespaced, schema, file);

    /// <summary>Group and version.</summary>
    public string ApiVersion { get; }

    /// <summary>Its kind.</summary>
    public string Kind { get; }

    /// <summary>Whether its objects live in namespaces.</summary>
    /// <value><see langword="null"/>: the schemas do not say.</value>
    public bool? IsNamespaced { get; }

    /// <summary>The file that its schema was read from.</summary>
    public string File { get; }

    /// <summary>Group, empty for the core group.</summary>
    internal string Group => KubernetesObject.GroupOf(ApiVersion);

    internal SchemaNode Schema => LazySchema.Value;

    private Lazy<SchemaNode> LazySchema { get; }
}
