namespace AiStack.Kubernetes.Formats;

/// <summary>Where the file of an object is.</summary>
public static class ObjectPaths
{
    /// <summary>Directory of objects that belong to the whole cluster.</summary>
    public const string ClusterDirectory = "cluster";

    /// <summary>Directory that has one for each namespace.</summary>
    public const string NamespacesDirectory = "namespaces";

    /// <summary>Path of an object's file: <c>namespaces/qdrant/qdrant-statefulset.yaml</c>.</summary>
    public static string Of(KubernetesObject made)
    {
        ArgumentNullException.ThrowIfNull(made);

        var file = $"{made.Name}-{made.Kind.ToLowerInvariant()}.yaml";
        return made.Namespace is null ? $"{ClusterDirectory}/{file}" : $"{NamespacesDirectory}/{made.Namespace}/{file}";
    }
}
