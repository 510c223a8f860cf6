using AiStack.Cli.Load;
using FsCheck;
using FsCheck.Xunit;

namespace AiStack.Cli.Tests.Load;

public sealed class LatencyHistogramTests
{
    private const long LongestMicroseconds = uint.MaxValue;

    [Property(MaxTest = 300)]
    public void Percentile_AnyLatencies_IsTheExactOneUpTo2PerMille(NonEmptyArray<ulong> given, byte percent, byte digits)
    {
        var share = percent % 101 / 100.0;
        var exact = given.Get.Select(value => (long)(value % Math.Min(LongestMicroseconds, (ulong)Math.Pow(10, (digits % 10) + 1)))).Order().ToArray();
        var histogram = Of(exact);

        var expected = exact[Math.Max(0, (int)Math.Ceiling(share * exact.Length) - 1)];

        Assert.InRange(histogram.Percentile(share).TotalMicroseconds, expected, (expected * (1 + (1 / 512.0))) + 0.1);
        Assert.Equal(exact[^1], histogram.Max.TotalMicroseconds);
        Assert.Equal(exact.Average(), histogram.Mean.TotalMicroseconds, tolerance: 0.1);
        Assert.Equal(exact.Length, histogram.Count);
    }

    [Property]
    public void Add_AnotherHistogram_IsAsIfAllHadBeenCountedInOne(uint[] some, uint[] others)
    {
        var (joined, one) = (Of(some.Select(value => (long)value)), Of(some.Concat(others).Select(value => (long)value)));
        joined.Add(Of(others.Select(value => (long)value)));

        Assert.Equal(LatencySummary.Of(one), LatencySummary.Of(joined));
    }

    [Fact]
    public void Latency_PastEveryBound_IsCountedAtTheBound()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.MaxValue);
        histogram.Add(TimeSpan.FromSeconds(-1));

        Assert.Equal(TimeSpan.Zero, histogram.Percentile(0.5));
        Assert.Equal(TimeSpan.FromMicroseconds(LongestMicroseconds), histogram.Percentile(1));
    }

    [Fact]
    public void Clear_Anything_LeavesNothing()
    {
        var histogram = Of([5, 7]);
        histogram.Clear();

        Assert.Equal(LatencySummary.Of(new()), LatencySummary.Of(histogram));
    }

    private static LatencyHistogram Of(IEnumerable<long> microseconds)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in microseconds)
        {
            histogram.Add(TimeSpan.FromMicroseconds(value));
        }

        return histogram;
    }
}
