namespace AiStack.Simulator.Metrics;

/// <summary>Counts observations by upper bounds.</summary>
/// <param name="bounds">Inclusive upper bounds, rising; +Inf is implied.</param>
internal sealed class Histogram(double[] bounds)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    /// <summary>Upper bounds without +Inf.</summary>
    public IReadOnlyList<double> Bounds => bounds;

    /// <summary>Sum of all observations.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <summary>Observations in one bucket alone, not in those below it.</summary>
    public long CountIn(int bucket) => Interlocked.Read(ref _counts[bucket]);

    /// <summary>Counts equal observations.</summary>
    public void Observe(double value, int times = 1)
    {
        var bucket = Array.BinarySearch(bounds, value);
        Interlocked.Add(ref _counts[bucket < 0 ? ~bucket : bucket], times);

        var sum = Volatile.Read(ref _sum);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref _sum, sum + (value * times), sum);
            if (seen.Equals(sum))
            {
                return;
            }

            sum = seen;
        }
    }
}
