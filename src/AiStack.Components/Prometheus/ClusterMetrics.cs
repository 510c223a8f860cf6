namespace AiStack.Components.Prometheus;

/// <summary>What Prometheus itself, kube-state-metrics and cert-manager measure.</summary>
/// <remarks>Source: prometheus/prometheus, «Jobs and instances»; kubernetes/kube-state-metrics, <c>docs/metrics/workload/horizontalpodautoscaler-metrics.md</c>; cert-manager/cert-manager, <c>pkg/metrics</c>.</remarks>
internal static class ClusterMetrics
{
    /// <summary>Whether a target answered its last scrape: 0 or 1.</summary>
    public const string Up = "up";

    /// <summary>Replicas that an autoscaler wants.</summary>
    public const string WantedReplicas = "kube_horizontalpodautoscaler_status_desired_replicas";

    /// <summary>Replicas that there are.</summary>
    public const string CurrentReplicas = "kube_horizontalpodautoscaler_status_current_replicas";

    /// <summary>Most replicas that an autoscaler may want.</summary>
    public const string MostReplicas = "kube_horizontalpodautoscaler_spec_max_replicas";

    /// <summary>Label of these: name of the HorizontalPodAutoscaler.</summary>
    public const string AutoscalerLabel = "horizontalpodautoscaler";

    /// <summary>When a certificate ends, in seconds since 1970; 0 for one that was never issued.</summary>
    public const string CertificateEnd = "certmanager_certificate_expiration_timestamp_seconds";

    /// <summary>Whether a certificate is ready, by condition (True, False, Unknown): 0 or 1.</summary>
    public const string CertificateReady = "certmanager_certificate_ready_status";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Up, WantedReplicas, CurrentReplicas, MostReplicas, CertificateEnd, CertificateReady];
}
