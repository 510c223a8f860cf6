using System.Numerics;

namespace AiStack.Cli.Load;

/// <summary>Latencies, counted in buckets: percentiles are exact to 0.2 % and a microsecond, and an hour of them takes no more room than a second.</summary>
/// <remarks>
/// Buckets as HdrHistogram has them: 512 for each power of two. That library's last release on NuGet is of 2018 and brings .NET Standard 1.3's packages along,
/// for what are thirty lines. Not safe for several threads.
/// </remarks>
internal sealed class LatencyHistogram
{
    private const int Precision = 9;
    private const long Longest = uint.MaxValue;

    private readonly long[] _counts = new long[Bucket(Longest) + 1];
    private double _sum;

    /// <summary>Number of latencies.</summary>
    public long Count { get; private set; }

    /// <summary>The longest one, to the microsecond.</summary>
    public TimeSpan Max { get; private set; }

    /// <summary>Their mean; zero when there are none.</summary>
    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(_sum / Count);

    /// <summary>Counts a latency; what is past 71 minutes is counted as that.</summary>
    public void Add(TimeSpan latency)
    {
        var microseconds = Math.Clamp((long)Math.Round(latency.TotalMicroseconds), 0, Longest);
        _counts[Bucket(microseconds)]++;
        _sum += microseconds;
        Count++;
        Max = TimeSpan.FromMicroseconds(Math.Max(microseconds, Max.TotalMicroseconds));
    }

    /// <summary>Counts everything that another histogram has.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            _counts[bucket] += other._counts[bucket];
        }

        _sum += other._sum;
        Count += other.Count;
        Max = Max > other.Max ? Max : other.Max;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        (_sum, Count, Max) = (0, 0, TimeSpan.Zero);
    }

    /// <summary>The latency that this share of them does not exceed (nearest rank).</summary>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    /// <returns>The upper end of its bucket; zero when there are none.</returns>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var below = 0L;
        for (var bucket = 0; Count > 0; bucket++)
        {
            below += _counts[bucket];
            if (below >= rank)
            {
                return TimeSpan.FromMicroseconds(Math.Min(UpperEnd(bucket), Max.TotalMicroseconds));
            }
        }

        return TimeSpan.Zero;
    }

    // The first 1024 buckets are a microsecond wide, the next 512 two, the next 512 four …
    private static int Bucket(long microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)microseconds | 1) - Precision);
        return (shift << Precision) + (int)(microseconds >> shift);
    }

    private static double UpperEnd(int bucket)
    {
        var shift = Math.Max(0, (bucket >> Precision) - 1);
        return ((bucket - ((long)shift << Precision) + 1) << shift) - 1;
    }
}
