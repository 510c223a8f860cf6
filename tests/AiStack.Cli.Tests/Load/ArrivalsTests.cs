using AiStack.Cli.Load;

namespace AiStack.Cli.Tests.Load;

public sealed class ArrivalsTests
{
    // In a Poisson process the gaps' deviation equals their mean, and a share of 1/e of them is longer than it.
    [Theory]
    [InlineData(0.2)]
    [InlineData(5)]
    [InlineData(500)]
    public void Gaps_OfAnyRate_AreThoseOfAPoissonProcess(double rate)
    {
        var arrivals = new Arrivals(rate, seed: 5);
        var times = Enumerable.Range(0, 20_000).Select(_ => arrivals.Next().TotalSeconds).ToArray();
        var gaps = times.Zip(times.Prepend(0), (time, before) => (time - before) * rate).ToArray();

        Assert.InRange(gaps.Average(), 0.98, 1.02);
        Assert.InRange(Math.Sqrt(gaps.Average(gap => (gap - 1) * (gap - 1))), 0.97, 1.03);
        Assert.InRange(gaps.Count(gap => gap > 1) / (double)gaps.Length, 0.358, 0.378);
        Assert.All(gaps, gap => Assert.True(gap >= 0));
    }
}
