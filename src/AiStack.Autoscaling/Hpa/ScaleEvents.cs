namespace AiStack.Autoscaling.Hpa;

/// <summary>Replicas that were added lately, or taken away.</summary>
/// <remarks>Source: kubernetes v1.36, <c>pkg/controller/podautoscaler/horizontal.go</c>, <c>storeScaleEvent</c> and <c>getReplicasChangePerPeriod</c>.</remarks>
internal sealed class ScaleEvents
{
    private readonly List<(TimeSpan Time, int Change)> _events = [];

    /// <summary>Notes a change.</summary>
    /// <param name="now">When.</param>
    /// <param name="change">By how many, above 0.</param>
    /// <param name="longest">Longest period that is asked about: what is older is forgotten.</param>
    public void Add(TimeSpan now, int change, TimeSpan longest)
    {
        _events.RemoveAll(old => old.Time <= now - longest);
        _events.Add((now, change));
    }

    /// <summary>All changes within a time until now. One that is exactly as old no longer counts.</summary>
    public int Within(TimeSpan period, TimeSpan now)
    {
        var sum = 0;
        foreach (var (time, change) in _events)
        {
            sum += time > now - period ? change : 0;
        }

        return sum;
    }
}
