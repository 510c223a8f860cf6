using System.Diagnostics;

namespace AiStack.Bench.LoadClient;

/// <summary>Measured times, kept one by one so that percentiles are exact.</summary>
public sealed class Samples
{
    private long[] _ticks = new long[1024];
    private bool _sorted = true;

    /// <summary>Number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one duration in <see cref="Stopwatch"/> ticks.</summary>
    /// <param name="stopwatchTicks">Difference of two <see cref="Stopwatch.GetTimestamp"/> values.</param>
    public void Add(long stopwatchTicks)
    {
        if (Count == _ticks.Length)
        {
            Array.Resize(ref _ticks, Count * 2);
        }

        _ticks[Count++] = stopwatchTicks;
        _sorted = false;
    }

    /// <summary>Adds all samples of another set.</summary>
    /// <param name="other">The other set; it is not changed.</param>
    public void Add(Samples other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < other.Count; i++)
        {
            Add(other._ticks[i]);
        }
    }

    /// <summary>The duration that this share of the samples does not exceed (nearest rank).</summary>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    /// <returns>Zero when there is no sample.</returns>
    public TimeSpan Percentile(double share)
    {
        if (Count == 0)
        {
            return TimeSpan.Zero;
        }

        if (!_sorted)
        {
            Array.Sort(_ticks, 0, Count);
            _sorted = true;
        }

        var rank = Math.Clamp((int)Math.Ceiling(share * Count) - 1, 0, Count - 1);
        return Stopwatch.GetElapsedTime(0, _ticks[rank]);
    }

    /// <summary>How far each sample is from a wanted duration, without sign.</summary>
    /// <param name="wanted">What each sample should have been.</param>
    /// <returns>A new set of the same size.</returns>
    public Samples DeviationFrom(TimeSpan wanted)
    {
        var target = (long)(wanted.TotalSeconds * Stopwatch.Frequency);
        var deviations = new Samples();
        for (var i = 0; i < Count; i++)
        {
            deviations.Add(Math.Abs(_ticks[i] - target));
        }

        return deviations;
    }
}
