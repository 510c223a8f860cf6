using AiStack.Autoscaling.Hpa;
using AiStack.Autoscaling.Keda;

namespace AiStack.Autoscaling;

/// <summary>KEDA and the HorizontalPodAutoscaler below it, for one model: says at each time how many replicas there should be, and why.</summary>
/// <remarks>
/// It has no clock: time comes with each call, counted from any beginning, and never goes back. The same calls give the same decisions. Nothing is scaled here: whoever calls does it.
/// In a cluster the two clocks start apart, so that a polled value may be up to 15 s old before it is acted on; here both start together, and what was polled is acted on at once.
/// </remarks>
/// <example><code>
/// var autoscaler = new Autoscaler(rules, TimeSpan.Zero);
/// while (autoscaler.NextDue &lt;= now)
/// {
///     var decision = autoscaler.Step(now, new ReplicaCounts(Wanted: 1, Existing: 1, Ready: 1), [MetricReading.Of(12)]);
/// }
/// </code></example>
public sealed class Autoscaler
{
    private readonly ScalingRules _rules;
    private readonly KedaOperator _keda;
    private readonly HorizontalPodAutoscaler _hpa;
    private readonly MetricsAdapter _adapter;
    private readonly bool _readsOnSync;
    private readonly TimeSpan _syncPeriod;
    private TimeSpan _nextPoll;
    private TimeSpan _nextSync;

    /// <summary>Starts both; the first poll is due at once.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="now">The present: when the ScaledObject is made.</param>
    /// <param name="syncPeriod">Time between two looks of the HorizontalPodAutoscaler. <see langword="null"/> (default): <see cref="SyncPeriod"/>, as in a cluster.</param>
    /// <exception cref="ArgumentException">There is no trigger, a threshold is not above 0, or the fewest replicas are above the most.</exception>
    public Autoscaler(ScalingRules rules, TimeSpan now, TimeSpan? syncPeriod = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Triggers.Count == 0 || rules.Triggers.Any(trigger => !(trigger.Threshold > 0)))
        {
            throw new ArgumentException("Scaling needs a trigger, and each trigger a threshold above 0.", nameof(rules));
        }

        if (rules.MinReplicas < 0 || rules.MaxReplicas < 1 || rules.MinReplicas > rules.MaxReplicas || rules.PollingInterval <= TimeSpan.Zero)
        {
            throw new ArgumentException($"There is no number of replicas from {rules.MinReplicas} to {rules.MaxReplicas}, or no polling interval.", nameof(rules));
        }

        _rules = rules;
        (_keda, _hpa, _adapter) = (new(rules, now), new(rules), new(rules));
        _readsOnSync = rules.Triggers.Any(trigger => !trigger.UseCachedMetrics);
        _syncPeriod = syncPeriod ?? SyncPeriod;
        (_nextPoll, _nextSync) = (now, now);
    }

    /// <summary>Time between two looks of the HorizontalPodAutoscaler.</summary>
    /// <remarks>Source: kubernetes, <c>--horizontal-pod-autoscaler-sync-period</c>.</remarks>
    public static TimeSpan SyncPeriod { get; } = TimeSpan.FromSeconds(15);

    /// <summary>When <see cref="Step"/> is to be called next.</summary>
    public TimeSpan NextDue => _nextPoll < _nextSync ? _nextPoll : _nextSync;

    /// <summary>Whether the next step looks at readings; if not, any will do.</summary>
    public bool NextReads => _nextPoll <= _nextSync || _readsOnSync;

    /// <summary>Does the one thing that is due next: a poll of KEDA, or a look of the HorizontalPodAutoscaler. Where both are due, the poll comes first and the other with the next call.</summary>
    /// <param name="now">The present, <see cref="NextDue"/> or later. Looks that were missed are not made up for.</param>
    /// <param name="replicas">Replicas that were asked for, exist and are ready.</param>
    /// <param name="readings">What each trigger's query answers now, in the order of the triggers.</param>
    /// <returns>What was decided; whoever calls scales.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is due, or there is not one reading for each trigger.</exception>
    public ScalingDecision Step(TimeSpan now, ReplicaCounts replicas, ReadOnlySpan<MetricReading> readings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(now, NextDue);
        ArgumentOutOfRangeException.ThrowIfNotEqual(readings.Length, _rules.Triggers.Count);
        if (_nextPoll <= _nextSync)
        {
            _nextPoll = After(_nextPoll, _rules.PollingInterval, now);
            _adapter.Store(readings);
            return _keda.Poll(now, replicas, readings);
        }

        _nextSync = After(_nextSync, _syncPeriod, now);
        return _hpa.Sync(now, replicas, _adapter, readings);
    }

    private static TimeSpan After(TimeSpan due, TimeSpan interval, TimeSpan now) => due + interval > now ? due + interval : now + interval;
}
