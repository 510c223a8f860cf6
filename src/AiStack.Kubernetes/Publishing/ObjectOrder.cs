namespace AiStack.Kubernetes.Publishing;

/// <summary>The order in which objects can be applied: what others need comes first.</summary>
internal static class ObjectOrder
{
    private static readonly string[] s_first =
    [
        "Namespace", "RuntimeClass", "PriorityClass", "StorageClass", "IngressClass", "EC2NodeClass", "NodePool", "ResourceQuota", "LimitRange", "NetworkPolicy", "ServiceAccount", "Role", "RoleBinding",
        "ExternalSecret", "Secret", "ConfigMap", "PersistentVolumeClaim", "Service", "Issuer", "Certificate", "Cluster", "DatabaseRole", "Database", "PodDisruptionBudget", "StatefulSet", "Deployment",
        "VLLMRuntime", "VLLMRouter", "Job", "GatewayProxy",
    ];

    private static readonly Dictionary<string, int> s_ranks = s_first.Index().ToDictionary(entry => entry.Item, entry => entry.Index);

    /// <summary>Puts objects in order: by kind, then by namespace and name.</summary>
    public static IReadOnlyList<KubernetesObject> Of(IEnumerable<KubernetesObject> objects) =>
    [
        .. objects.OrderBy(made => s_ranks.GetValueOrDefault(made.Kind, s_ranks.Count))
            .ThenBy(made => made.Namespace, StringComparer.Ordinal)
            .ThenBy(made => made.Kind, StringComparer.Ordinal)
            .ThenBy(made => made.Name, StringComparer.Ordinal),
    ];
}
