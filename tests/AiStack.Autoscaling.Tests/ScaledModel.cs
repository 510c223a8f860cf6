namespace AiStack.Autoscaling.Tests;

/// <summary>A model under an autoscaler: does what is decided, at once or after a start-up time.</summary>
internal sealed class ScaledModel(ScalingRules rules, int replicas, TimeSpan startUp = default)
{
    private readonly Autoscaler _autoscaler = new(rules, TimeSpan.Zero);
    private readonly List<TimeSpan> _ready = [.. Enumerable.Repeat(TimeSpan.Zero, replicas)];

    public int Replicas => _ready.Count;

    public List<ScalingDecision> Decisions { get; } = [];

    public IEnumerable<string> Changes => Decisions.Where(decision => decision.Scales).Select(decision => $"{decision.Time.TotalSeconds}: {decision.From} → {decision.To}");

    /// <summary>Plays readings, asked for at each look, until a time.</summary>
    public ScaledModel Play(int untilSecond, params Func<TimeSpan, MetricReading>[] readings)
    {
        while (_autoscaler.NextDue <= TimeSpan.FromSeconds(untilSecond))
        {
            var now = _autoscaler.NextDue;
            var decision = _autoscaler.Step(now, new(Replicas, Replicas, _ready.Count(since => since <= now)), [.. readings.Select(reading => reading(now))]);
            Decisions.Add(decision);
            while (Replicas < decision.To)
            {
                _ready.Add(now + startUp);
            }

            _ready.RemoveRange(decision.To, Replicas - decision.To);
        }

        return this;
    }

    public ScaledModel Play(int untilSecond, params double[] values) => Play(untilSecond, [.. values.Select(value => (Func<TimeSpan, MetricReading>)(_ => MetricReading.Of(value)))]);
}
