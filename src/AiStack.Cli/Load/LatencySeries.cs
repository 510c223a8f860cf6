namespace AiStack.Cli.Load;

/// <summary>Latencies of one kind: of the whole run, and of its last seconds.</summary>
internal sealed class LatencySeries
{
    private readonly LatencyHistogram[] _seconds = [.. Enumerable.Range(0, LoadMeasurements.RecentSeconds).Select(_ => new LatencyHistogram())];
    private int _second;

    /// <summary>Of the whole run.</summary>
    public LatencyHistogram Whole { get; } = new();

    /// <summary>Counts a latency.</summary>
    public void Add(TimeSpan latency)
    {
        Whole.Add(latency);
        _seconds[_second].Add(latency);
    }

    /// <summary>Begins another second and forgets the oldest one.</summary>
    public void NextSecond()
    {
        _second = (_second + 1) % _seconds.Length;
        _seconds[_second].Clear();
    }

    /// <summary>Percentiles of the last seconds.</summary>
    public LatencySummary Recent()
    {
        var recent = new LatencyHistogram();
        Array.ForEach(_seconds, recent.Add);
        return LatencySummary.Of(recent);
    }
}
