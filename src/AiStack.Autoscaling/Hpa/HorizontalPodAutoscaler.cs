using AiStack.Autoscaling.Keda;
using AiStack.Core.Units;

namespace AiStack.Autoscaling.Hpa;

/// <summary>The HorizontalPodAutoscaler that KEDA makes of a ScaledObject.</summary>
/// <remarks>Source: kubernetes v1.36, <c>pkg/controller/podautoscaler/horizontal.go</c>, <c>reconcileAutoscaler</c>, <c>computeReplicasForMetrics</c>, <c>normalizeDesiredReplicasWithBehaviors</c>.</remarks>
internal sealed class HorizontalPodAutoscaler(ScalingRules rules)
{
    private readonly Recommendations _recommendations = new(rules);
    private readonly ScaleEvents _added = new();
    private readonly ScaleEvents _taken = new();
    private (AdaptedMetric Metric, int Ready, int Count) _explained;
    private string? _explanation;
    private (string? Reason, int From, int Desired, int To, int Stable) _decided;
    private string? _sentence;

    /// <summary>Decides by what the triggers say now.</summary>
    /// <param name="now">The present.</param>
    /// <param name="replicas">Replicas.</param>
    /// <param name="adapter">Who knows the triggers' values.</param>
    /// <param name="readings">What their queries answer now.</param>
    public ScalingDecision Sync(TimeSpan now, ReplicaCounts replicas, MetricsAdapter adapter, ReadOnlySpan<MetricReading> readings)
    {
        var current = replicas.Wanted;
        _recommendations.Begin(now, current);
        if (current == 0)
        {
            // `ScalingDisabled`: only what wakes it starts it again.
            return Decide(now, 0, 0, null, Sentence("asleep", 0, 0));
        }

        if (current > rules.MaxReplicas)
        {
            return Decide(now, current, rules.MaxReplicas, null, Sentence($"most is {rules.MaxReplicas}", current, rules.MaxReplicas));
        }

        if (current < rules.AutoscalerMinimum)
        {
            return Decide(now, current, rules.AutoscalerMinimum, null, Sentence($"fewest is {rules.AutoscalerMinimum}", current, rules.AutoscalerMinimum));
        }

        var proposal = Propose(replicas, adapter, readings);
        return proposal.Replicas is { } desired
            ? Follow(now, current, desired, proposal.Reason)
            : Decide(now, current, current, null, Sentence(proposal.Reason, current, current));
    }

    // The largest counts. If one cannot be read, the others may still add replicas, but take none away.
    private Proposal Propose(ReplicaCounts replicas, MetricsAdapter adapter, ReadOnlySpan<MetricReading> readings)
    {
        Proposal? largest = null;
        string? error = null;
        for (var i = 0; i < rules.Triggers.Count; i++)
        {
            var metric = adapter.Get(i, readings[i], replicas);
            if (metric.Error is not null)
            {
                error ??= $"{metric.Trigger.Measure}: {metric.Error}";
            }
            else if (Count(metric, replicas) is var count && (largest is null || count > largest.Value.Replicas))
            {
                largest = new(count, Explain(metric, replicas.Ready, count));
            }
        }

        return largest switch
        {
            null => new(null, error ?? "nothing to go by"),
            { } found when error is not null && found.Replicas < replicas.Wanted => new(null, $"{error}; {found.Reason}, but nothing is taken away"),
            { } found => found,
        };
    }

    private int Count(AdaptedMetric metric, ReplicaCounts replicas)
    {
        var target = ReplicaCalculator.Thousandths(metric.Trigger.Threshold);
        return metric.Trigger.Target == MetricTarget.AverageValue
            ? ReplicaCalculator.PerReplica(replicas.Existing, metric.Value, target, rules)
            : ReplicaCalculator.ByRatio(replicas, metric.Value, target, rules);
    }

    // Most looks find what the one before found, and many are taken: the same words are used again.
    private string Explain(AdaptedMetric metric, int ready, int count)
    {
        if (_explanation is null || _explained != (metric, ready, count))
        {
            (_explained, _explanation) = ((metric, ready, count), Words(metric, ready, count));
        }

        return _explanation;
    }

    private static string Words(AdaptedMetric metric, int ready, int count)
    {
        if (metric.FallbackReplicas is { } fallback)
        {
            return $"{metric.Trigger.Measure} cannot be read: falls back to {fallback}";
        }

        var measured = $"{Reasons.Number(metric.Value / 1000.0)} {metric.Trigger.Measure} / {Reasons.Number(metric.Trigger.Threshold)}";
        return metric.Trigger.Target == MetricTarget.AverageValue
            ? $"{measured} per replica → {count}{(IsTolerated(metric, count) ? " (near enough)" : "")}"
            : $"{measured} wanted × {ready} ready → {count}";
    }

    // The quotient alone would have asked for another number.
    private static bool IsTolerated(AdaptedMetric metric, int count) => Math.Ceiling(metric.Value / (metric.Trigger.Threshold * 1000)) != count;

    private ScalingDecision Follow(TimeSpan now, int current, int desired, string reason)
    {
        var stable = _recommendations.Stabilize(now, current, desired);
        var to = ScaleLimits.Limit(current, stable, rules, _added, _taken, now);
        if (_sentence is null || _decided != (reason, current, desired, to, stable))
        {
            (_decided, _sentence) = ((reason, current, desired, to, stable), Sentence(to == desired ? reason : reason + Limit(current, desired, stable, to), current, to));
        }

        return Decide(now, current, to, desired, _sentence);
    }

    private static string Sentence(string reason, int from, int to) => $"{reason}; {Reasons.Change(from, to)}";

    // What kept the number from being the one that the metrics ask for.
    private string Limit(int current, int desired, int stable, int to)
    {
        if (to == rules.AutoscalerMinimum && desired < to)
        {
            return $", fewest is {to}";
        }

        if (stable != desired)
        {
            return $", but {stable} within {Duration.Format(desired < stable ? rules.ScaleDown.StabilizationWindow : rules.ScaleUp.StabilizationWindow)}";
        }

        return to == rules.MaxReplicas && desired > to ? $", most is {to}" : $", not so fast ({Policies(desired > current ? rules.ScaleUp : rules.ScaleDown)})";
    }

    private static string Policies(ScalingSpeed speed) => speed.Selection == PolicySelection.Disabled
        ? "disabled"
        : string.Join(speed.Selection == PolicySelection.Min ? " and " : " or ",
            speed.Policies.Select(policy => $"{policy.Value}{(policy.Type == ScalingPolicyType.Percent ? " %" : "")} in {Duration.Format(policy.Period)}"));

    private ScalingDecision Decide(TimeSpan now, int from, int to, int? recommended, string sentence)
    {
        if (to > from)
        {
            _added.Add(now, to - from, Longest(rules.ScaleUp, rules.ScaleDown));
        }
        else if (to < from)
        {
            _taken.Add(now, from - to, Longest(rules.ScaleUp, rules.ScaleDown));
        }

        return new(now, ScalingActor.HorizontalPodAutoscaler, from, to, recommended, sentence);
    }

    private static TimeSpan Longest(ScalingSpeed up, ScalingSpeed down) => up.Policies.Concat(down.Policies).Select(policy => policy.Period).DefaultIfEmpty().Max();

    private readonly record struct Proposal(int? Replicas, string Reason);
}
