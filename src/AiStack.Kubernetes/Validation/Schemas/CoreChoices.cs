using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Values that fields of the core kinds may have, which their OpenAPI document tells in prose only.</summary>
/// <remarks>Source: the types of <c>k8s.io/api</c>. Fields that take any text are not here.</remarks>
internal static class CoreChoices
{
    private static readonly string[] s_protocols = ["TCP", "UDP", "SCTP"];
    private static readonly string[] s_accessModes = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"];
    private static readonly string[] s_operators = ["In", "NotIn", "Exists", "DoesNotExist"];

    private static readonly Dictionary<string, string[]> s_choices = new(StringComparer.Ordinal)
    {
        ["core.v1.Container.imagePullPolicy"] = ["Always", "IfNotPresent", "Never"],
        ["core.v1.Container.terminationMessagePolicy"] = ["File", "FallbackToLogsOnError"],
        ["core.v1.ContainerPort.protocol"] = s_protocols,
        ["core.v1.HTTPGetAction.scheme"] = ["HTTP", "HTTPS"],
        ["core.v1.NodeSelectorRequirement.operator"] = [.. s_operators, "Gt", "Lt"],
        ["core.v1.PersistentVolumeClaimSpec.volumeMode"] = ["Filesystem", "Block"],
        ["core.v1.PersistentVolumeClaimSpec.accessModes"] = s_accessModes,
        ["core.v1.PersistentVolumeSpec.accessModes"] = s_accessModes,
        ["core.v1.PersistentVolumeSpec.persistentVolumeReclaimPolicy"] = ["Retain", "Delete", "Recycle"],
        ["core.v1.PodSpec.dnsPolicy"] = ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
        ["core.v1.PodSpec.preemptionPolicy"] = ["PreemptLowerPriority", "Never"],
        ["core.v1.PodSpec.restartPolicy"] = ["Always", "OnFailure", "Never"],
        ["core.v1.SeccompProfile.type"] = ["RuntimeDefault", "Localhost", "Unconfined"],
        ["core.v1.AppArmorProfile.type"] = ["RuntimeDefault", "Localhost", "Unconfined"],
        ["core.v1.PodSecurityContext.fsGroupChangePolicy"] = ["OnRootMismatch", "Always"],
        ["core.v1.ServicePort.protocol"] = s_protocols,
        ["core.v1.ServiceSpec.externalTrafficPolicy"] = ["Cluster", "Local"],
        ["core.v1.ServiceSpec.internalTrafficPolicy"] = ["Cluster", "Local"],
        ["core.v1.ServiceSpec.sessionAffinity"] = ["ClientIP", "None"],
        ["core.v1.ServiceSpec.type"] = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
        ["core.v1.ServiceSpec.ipFamilyPolicy"] = ["SingleStack", "PreferDualStack", "RequireDualStack"],
        ["core.v1.ServiceSpec.ipFamilies"] = ["IPv4", "IPv6"],
        ["core.v1.Toleration.effect"] = ["NoSchedule", "PreferNoSchedule", "NoExecute"],
        ["core.v1.Toleration.operator"] = ["Exists", "Equal", "Lt", "Gt"],
        ["core.v1.TopologySpreadConstraint.whenUnsatisfiable"] = ["DoNotSchedule", "ScheduleAnyway"],
        ["core.v1.TopologySpreadConstraint.nodeAffinityPolicy"] = ["Honor", "Ignore"],
        ["core.v1.TopologySpreadConstraint.nodeTaintsPolicy"] = ["Honor", "Ignore"],
        ["apps.v1.DeploymentStrategy.type"] = ["Recreate", "RollingUpdate"],
        ["apps.v1.DaemonSetUpdateStrategy.type"] = ["OnDelete", "RollingUpdate"],
        ["apps.v1.StatefulSetUpdateStrategy.type"] = ["OnDelete", "RollingUpdate"],
        ["apps.v1.StatefulSetSpec.podManagementPolicy"] = ["OrderedReady", "Parallel"],
        ["apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted"] = ["Retain", "Delete"],
        ["apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled"] = ["Retain", "Delete"],
        ["autoscaling.v2.MetricSpec.type"] = ["ContainerResource", "External", "Object", "Pods", "Resource"],
        ["autoscaling.v2.MetricTarget.type"] = ["Utilization", "Value", "AverageValue"],
        ["autoscaling.v2.HPAScalingRules.selectPolicy"] = ["Max", "Min", "Disabled"],
        ["autoscaling.v2.HPAScalingPolicy.type"] = ["Pods", "Percent"],
        ["batch.v1.CronJobSpec.concurrencyPolicy"] = ["Allow", "Forbid", "Replace"],
        ["batch.v1.JobSpec.completionMode"] = ["NonIndexed", "Indexed"],
        ["networking.v1.HTTPIngressPath.pathType"] = ["Exact", "Prefix", "ImplementationSpecific"],
        ["networking.v1.NetworkPolicyPort.protocol"] = s_protocols,
        ["networking.v1.NetworkPolicySpec.policyTypes"] = ["Ingress", "Egress"],
        ["policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy"] = ["IfHealthyBudget", "AlwaysAllow"],
        ["storage.v1.StorageClass.volumeBindingMode"] = ["Immediate", "WaitForFirstConsumer"],
        ["storage.v1.StorageClass.reclaimPolicy"] = ["Retain", "Delete"],
        ["rbac.v1.Subject.kind"] = ["ServiceAccount", "User", "Group"],
        ["rbac.v1.RoleRef.kind"] = ["Role", "ClusterRole"],
        ["rbac.v1.RoleRef.apiGroup"] = ["rbac.authorization.k8s.io"],
        ["pkg.apis.meta.v1.LabelSelectorRequirement.operator"] = s_operators,
    };

    /// <summary>A definition with the values that its fields may have.</summary>
    public static JsonObject Added(string name, JsonObject definition)
    {
        foreach (var (property, schema) in definition["properties"] as JsonObject ?? [])
        {
            if (schema is JsonObject field && s_choices.TryGetValue($"{ShortName(name)}.{property}", out var allowed))
            {
                var place = field["items"] as JsonObject ?? field;
                place["enum"] ??= new JsonArray([.. allowed.Select(word => JsonValue.Create(word))]);
            }
        }

        return definition;
    }

    private static string ShortName(string name) => name.Replace("io.k8s.apimachinery.", "", StringComparison.Ordinal).Replace("io.k8s.api.", "", StringComparison.Ordinal);
}
