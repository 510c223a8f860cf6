namespace AiStack.Autoscaling.Hpa;

/// <summary>What the metrics asked for lately: the stabilization windows of both directions.</summary>
/// <remarks>Source: kubernetes v1.36, <c>pkg/controller/podautoscaler/horizontal.go</c>, <c>stabilizeRecommendationWithBehaviors</c>.</remarks>
internal sealed class Recommendations(ScalingRules rules)
{
    private readonly TimeSpan _upWindow = rules.ScaleUp.StabilizationWindow;
    private readonly TimeSpan _downWindow = rules.ScaleDown.StabilizationWindow;
    private readonly Queue<(TimeSpan Time, int Replicas)> _entries = new();
    private bool _hasBegun;

    /// <summary>Notes the replicas that an autoscaler finds when it looks for the first time, as if they had been recommended.</summary>
    /// <remarks>Source: <c>recordInitialRecommendation</c>.</remarks>
    public void Begin(TimeSpan now, int current)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _entries.Enqueue((now, current));
        }
    }

    /// <summary>Brings a recommendation between the fewest of the one window and the most of the other, and notes it as it came.</summary>
    /// <param name="now">The present.</param>
    /// <param name="current">Replicas that are asked for until now.</param>
    /// <param name="desired">Replicas that the metrics ask for.</param>
    public int Stabilize(TimeSpan now, int current, int desired)
    {
        var longest = _upWindow > _downWindow ? _upWindow : _downWindow;
        while (_entries.TryPeek(out var oldest) && oldest.Time <= now - longest)
        {
            _entries.Dequeue();
        }

        var (fewest, most) = (desired, desired);
        foreach (var (time, replicas) in _entries)
        {
            fewest = time > now - _upWindow ? Math.Min(fewest, replicas) : fewest;
            most = time > now - _downWindow ? Math.Max(most, replicas) : most;
        }

        _entries.Enqueue((now, desired));
        return Math.Min(Math.Max(current, fewest), most);
    }
}
