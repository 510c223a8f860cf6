namespace AiStack.Autoscaling.Replay;

/// <summary>Times of many requests, for percentiles: kept in classes five percent wide.</summary>
internal sealed class Latencies
{
    private const double Width = 1.05;
    private const double Shortest = 0.001;

    // The last class is for everything above: a hundred years.
    private const int Classes = 512;

    private static readonly double s_perClass = 1 / Math.Log(Width);

    private readonly double[] _weights = new double[Classes];
    private readonly double[] _longest = new double[Classes];
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
        for (var i = 0; i < Classes; i++)
        {
            seen += _weights[i];
            if (_weights[i] > 0 && seen >= part * _total * (1 - 1e-9))
            {
                return _longest[i];
            }
        }

        return null;
    }

    private void Flush()
    {
        if (_pending > 0)
        {
            var index = Math.Min((int)(Math.Log(Math.Max(_last, Shortest) / Shortest) * s_perClass), Classes - 1);
            _weights[index] += _pending;
            _longest[index] = Math.Max(_longest[index], _last);
            _pending = 0;
        }
    }
}
