namespace AiStack.Gateway.Metrics;

/// <summary>How many values fell under each bound.</summary>
internal sealed class Histogram(double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private readonly Lock _lock = new();
    private double _sum;

    /// <summary>Adds a value.</summary>
    public void Observe(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        lock (_lock)
        {
            _buckets[bucket]++;
            _sum += value;
        }
    }

    /// <summary>Cumulated counts, the last one for +Inf, and the sum of all values.</summary>
    public (long[] Cumulated, double Sum) Read()
    {
        lock (_lock)
        {
            var cumulated = new long[_buckets.Length];
            long total = 0;
            for (var i = 0; i < cumulated.Length; i++)
            {
                cumulated[i] = total += _buckets[i];
            }

            return (cumulated, _sum);
        }
    }
}
