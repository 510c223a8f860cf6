namespace AiStack.Autoscaling;

/// <summary>One thing that is measured, and how much of it a replica is meant to carry.</summary>
/// <remarks>Source: kedacore/keda-docs, <c>content/docs/2.20/scalers/prometheus.md</c>; kedacore/keda, <c>pkg/scalers/prometheus_scaler.go</c>.</remarks>
public sealed record ScalingTrigger
{
    /// <summary>Name of the trigger within its ScaledObject.</summary>
    public required string Name { get; init; }

    /// <summary>What is counted, as a reason names it: <c>waiting</c> in «12 waiting / 5 per replica».</summary>
    public required string Measure { get; init; }

    /// <summary>What Prometheus is asked; its answer has at most one element.</summary>
    public required string Query { get; init; }

    /// <summary>What one replica is meant to carry (or what the value is meant to be, see <see cref="Target"/>).</summary>
    /// <value>Above 0. Kubernetes counts in thousandths.</value>
    public required double Threshold { get; init; }

    /// <summary>How the value is held against the threshold.</summary>
    /// <value>Default: <see cref="MetricTarget.AverageValue"/>.</value>
    public MetricTarget Target { get; init; } = MetricTarget.AverageValue;

    /// <summary>Value above which a model without replicas gets its first one.</summary>
    /// <value><see langword="null"/> (default): 0. Means nothing unless the fewest replicas are 0.</value>
    public double? ActivationThreshold { get; init; }

    /// <summary>Whether an answer without any series, or one that is no number, counts as 0.</summary>
    /// <value>Default: true, as KEDA has it. With false it is an error.</value>
    public bool IgnoreNullValues { get; init; } = true;

    /// <summary>Whether the HorizontalPodAutoscaler gets what the last poll read, instead of having the query asked again every 15 s.</summary>
    /// <value>Default: false, as KEDA has it. Without it the polling interval only matters for the steps from and to zero.</value>
    public bool UseCachedMetrics { get; init; }
}
