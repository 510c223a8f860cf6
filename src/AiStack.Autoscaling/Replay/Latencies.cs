namespace AiStack.Autoscaling.Replay;

/// <summary>Times of many requests, for percentiles: kept in classes five percent wide.</summary>
internal sealed class Latencies
{
    private const double Width = 1.05;
    private const double Shortest = 0.001;

    private readonly SortedDictionary<int, (double Weight, double Longest)> _classes = [];
    private double _total;
    private double _last = double.NaN;
    private double _pending;

    /// <summary>Notes a time.</summary>
    /// <param name="seconds">The time.</param>
    /// <param name="weight">How many requests had it.</param>
    public void Add(double seconds, double weight)
    {
        _total += weight;

        // Most seconds are like the one before.
        if (seconds == _last)
        {
            _pending += weight;
            return;
        }

        Flush();
        (_last, _pending) = (seconds, weight);
    }

    /// <summary>The time that a part of the requests does not exceed.</summary>
    /// <param name="part">Above 0 and up to 1.</param>
    /// <returns>Seconds; <see langword="null"/>: there were no requests.</returns>
    public double? Quantile(double part)
    {
        Flush();
        var seen = 0.0;
        foreach (var (weight, longest) in _classes.Values)
        {
            seen += weight;
            if (seen >= part * _total * (1 - 1e-9))
            {
                return longest;
            }
        }

        return null;
    }

    private void Flush()
    {
        if (_pending > 0)
        {
            var index = (int)Math.Floor(Math.Log(Math.Max(_last, Shortest) / Shortest) / Math.Log(Width));
            var (weight, longest) = _classes.GetValueOrDefault(index);
            _classes[index] = (weight + _pending, Math.Max(longest, _last));
            _pending = 0;
        }
    }
}
