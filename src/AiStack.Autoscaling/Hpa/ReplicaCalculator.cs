namespace AiStack.Autoscaling.Hpa;

/// <summary>How many replicas one value asks for.</summary>
/// <remarks>Source: kubernetes v1.36, <c>pkg/controller/podautoscaler/replica_calculator.go</c>. Values are whole thousandths, as <c>resource.Quantity.MilliValue</c> gives them.</remarks>
internal static class ReplicaCalculator
{
    /// <summary>For an <see cref="MetricTarget.AverageValue"/>: the value divided by what one replica is meant to carry, rounded up.</summary>
    /// <param name="existing">Replicas that there are, ready or not.</param>
    /// <param name="value">The value, in thousandths.</param>
    /// <param name="target">What one replica is meant to carry, in thousandths.</param>
    /// <param name="rules">Whose tolerances count.</param>
    /// <remarks>Source: <c>GetExternalPerPodMetricReplicas</c>. Without replicas the ratio is infinite or none, both outside of any tolerance.</remarks>
    public static int PerReplica(int existing, long value, long target, ScalingRules rules) =>
        IsWithin(value / ((double)target * existing), rules) ? existing : Ceiling(value / (double)target);

    /// <summary>For a <see cref="MetricTarget.Value"/>: the ready replicas times how far the value is from its target, rounded up.</summary>
    /// <param name="replicas">Replicas; unready ones do not count, so that what they will carry is not asked for twice.</param>
    /// <param name="value">The value, in thousandths.</param>
    /// <param name="target">What it is meant to be, in thousandths.</param>
    /// <param name="rules">Whose tolerances count.</param>
    /// <remarks>Source: <c>GetExternalMetricReplicas</c> and <c>getUsageRatioReplicaCount</c>.</remarks>
    public static int ByRatio(ReplicaCounts replicas, long value, long target, ScalingRules rules)
    {
        var ratio = value / (double)target;
        return replicas.Wanted == 0 ? Ceiling(ratio)
            : IsWithin(ratio, rules) ? replicas.Wanted
            : Ceiling(ratio * replicas.Ready);
    }

    /// <summary>A number in thousandths, cut off.</summary>
    /// <remarks>Source: kedacore/keda, <c>pkg/scalers/scaler.go</c>, <c>GenerateMetricInMili</c> and <c>GetMetricTargetMili</c>: <c>int64(value * 1000)</c>.</remarks>
    public static long Thousandths(double value) => (long)Math.Clamp(value * 1000, long.MinValue, long.MaxValue);

    // Source: `Tolerances.isWithin`.
    private static bool IsWithin(double ratio, ScalingRules rules) => 1 - rules.ScaleDown.Tolerance <= ratio && ratio <= 1 + rules.ScaleUp.Tolerance;

    private static int Ceiling(double replicas) => (int)Math.Clamp(Math.Ceiling(replicas), 0, int.MaxValue);
}
