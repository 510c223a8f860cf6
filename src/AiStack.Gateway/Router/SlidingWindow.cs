namespace AiStack.Gateway.Router;

/// <summary>Count and sum of what happened within the last seconds, in one bucket for each second. Not thread-safe.</summary>
internal sealed class SlidingWindow(TimeSpan length, TimeProvider time)
{
    private readonly (long Second, int Count, double Sum)[] _buckets = new (long, int, double)[Math.Max(1, (int)length.TotalSeconds)];

    /// <summary>Adds one occurrence.</summary>
    public void Add(double value)
    {
        var second = Second();
        ref var bucket = ref _buckets[second % _buckets.Length];
        bucket = bucket.Second == second ? (second, bucket.Count + 1, bucket.Sum + value) : (second, 1, value);
    }

    /// <summary>What the window holds now.</summary>
    public (int Count, double Sum) Totals()
    {
        var oldest = Second() - _buckets.Length;
        var (count, sum) = (0, 0d);
        foreach (var bucket in _buckets)
        {
            if (bucket.Count > 0 && bucket.Second > oldest)
            {
                count += bucket.Count;
                sum += bucket.Sum;
            }
        }

        return (count, sum);
    }

    private long Second() => time.GetTimestamp() / time.TimestampFrequency;
}
