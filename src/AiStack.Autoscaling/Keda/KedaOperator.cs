using AiStack.Core.Units;

namespace AiStack.Autoscaling.Keda;

/// <summary>KEDA's operator: whether a workload is awake, and so the steps from zero and to zero.</summary>
/// <remarks>
/// Source: kedacore/keda v2.20, <c>pkg/scaling/executor/scale_scaledobjects.go</c>, <c>RequestScale</c>, <c>scaleToZeroOrIdle</c> and <c>scaleFromZeroOrIdle</c>. With a minimum of one
/// or more it does nothing but put back that minimum: everything else is the HorizontalPodAutoscaler's, and activation thresholds mean nothing.
/// </remarks>
/// <param name="rules">The rules.</param>
/// <param name="created">When the ScaledObject was made.</param>
internal sealed class KedaOperator(ScalingRules rules, TimeSpan created)
{
    private TimeSpan? _lastActive;

    /// <summary>Decides by what the triggers say now.</summary>
    public ScalingDecision Poll(TimeSpan now, ReplicaCounts replicas, ReadOnlySpan<MetricReading> readings)
    {
        var current = replicas.Wanted;
        var (active, error) = Look(readings);
        var (to, reason) = active is not null ? Awake(now, current, active, error) : Idle(now, current, error);
        return new(now, ScalingActor.Keda, current, to, null, reason);
    }

    private (string? Active, string? Error) Look(ReadOnlySpan<MetricReading> readings)
    {
        (string? active, string? error) = (null, null);
        for (var i = 0; i < readings.Length; i++)
        {
            var trigger = rules.Triggers[i];
            var (value, failure) = readings[i].ValueFor(trigger);
            error ??= failure is null ? null : $"{trigger.Measure}: {failure}";
            if (failure is null && value > (trigger.ActivationThreshold ?? 0))
            {
                active ??= $"{Reasons.Number(value)} {trigger.Measure} > {Reasons.Number(trigger.ActivationThreshold ?? 0)}";
            }
        }

        return (active, error);
    }

    private (int To, string Reason) Awake(TimeSpan now, int current, string active, string? error)
    {
        if (current == 0)
        {
            _lastActive = now;
            return (rules.AutoscalerMinimum, $"{active}: wakes; {Reasons.Change(0, rules.AutoscalerMinimum)}");
        }

        // A trigger that cannot be read leaves the time of the last activity as it was, though another one is active.
        _lastActive = error is null ? now : _lastActive;
        return (current, error is null ? $"{active}: active" : $"{active}: active, though {error}");
    }

    private (int To, string Reason) Idle(TimeSpan now, int current, string? error)
    {
        // A fallback to no replicas at all does not keep the last one.
        if (error is not null && rules.Fallback is null or { Replicas: not 0 })
        {
            return (current, $"{error}; stays {current}");
        }

        if (current > 0 && rules.MinReplicas == 0)
        {
            return ToZero(now, current);
        }

        return current < rules.MinReplicas
            ? (rules.MinReplicas, $"fewest is {rules.MinReplicas}; {Reasons.Change(current, rules.MinReplicas)}")
            : (current, current == 0 ? "no trigger active; asleep" : "no trigger active");
    }

    private (int To, string Reason) ToZero(TimeSpan now, int current)
    {
        var (since, period) = _lastActive is { } last ? (last, rules.CooldownPeriod) : (created, rules.InitialCooldownPeriod ?? TimeSpan.Zero);
        return since + period < now
            ? (0, $"no trigger active for {Reasons.Since(now - since)}; {Reasons.Change(current, 0)}")
            : (current, $"no trigger active for {Reasons.Since(now - since)} of {Duration.Format(period)}; stays {current}");
    }
}
