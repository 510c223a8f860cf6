using AiStack.Autoscaling.Hpa;

namespace AiStack.Autoscaling.Keda;

/// <summary>KEDA's metrics adapter: what the HorizontalPodAutoscaler gets when it asks for a trigger's value.</summary>
/// <remarks>
/// Source: kedacore/keda v2.20, <c>pkg/scaling/scale_handler.go</c>, <c>GetScaledObjectMetrics</c> (cached metrics: what the last poll read, its error included),
/// and <c>pkg/fallback/fallback.go</c>, <c>GetMetricsWithFallback</c>. Failures are counted as often as the HorizontalPodAutoscaler asks.
/// </remarks>
internal sealed class MetricsAdapter(ScalingRules rules)
{
    private readonly MetricReading?[] _cached = new MetricReading?[rules.Triggers.Count];
    private readonly int[] _failures = new int[rules.Triggers.Count];

    /// <summary>Keeps what a poll read.</summary>
    public void Store(ReadOnlySpan<MetricReading> readings)
    {
        for (var i = 0; i < _cached.Length; i++)
        {
            _cached[i] = rules.Triggers[i].UseCachedMetrics ? readings[i] : null;
        }
    }

    /// <summary>Answers for one trigger.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="fresh">What its query answers now, for a trigger without cached metrics.</param>
    /// <param name="replicas">Replicas, which a fallback may go by.</param>
    public AdaptedMetric Get(int index, MetricReading fresh, ReplicaCounts replicas)
    {
        var trigger = rules.Triggers[index];
        var (value, error) = (_cached[index] ?? fresh).ValueFor(trigger);
        if (error is null)
        {
            _failures[index] = 0;
            return new(trigger, ReplicaCalculator.Thousandths(value), null, null);
        }

        _failures[index]++;
        return rules.Fallback is { } fallback && _failures[index] > fallback.FailureThreshold
            ? FallBack(trigger, fallback, replicas, error)
            : new(trigger, 0, error, null);
    }

    private static AdaptedMetric FallBack(ScalingTrigger trigger, ScalingFallback fallback, ReplicaCounts replicas, string error)
    {
        var count = fallback.Behavior switch
        {
            FallbackBehavior.CurrentReplicas => replicas.Wanted,
            FallbackBehavior.CurrentReplicasIfHigher => Math.Max(replicas.Wanted, fallback.Replicas),
            FallbackBehavior.CurrentReplicasIfLower => Math.Min(replicas.Wanted, fallback.Replicas),
            _ => fallback.Replicas,
        };
        if (trigger.Target == MetricTarget.AverageValue)
        {
            return new(trigger, (long)(trigger.Threshold * 1000 * count), null, count);
        }

        // The ready replicas are multiplied with the ratio again afterwards.
        return replicas.Ready == 0
            ? new(trigger, 0, error, null)
            : new(trigger, (long)(trigger.Threshold * 1000 * (count / (double)replicas.Ready)), null, count);
    }
}
