using System.Globalization;
using AiStack.Cli.Load;
using FsCheck;
using FsCheck.Xunit;

namespace AiStack.Cli.Tests.Load;

public sealed class TokenDistributionTests
{
    private const int Draws = 20_000;

    [Property]
    public void Number_Alone_IsAlwaysDrawn(PositiveInt tokens, ulong seed)
    {
        var random = new Randomness(seed);

        Assert.Equal(tokens.Get, Read(tokens.Get.ToString(CultureInfo.InvariantCulture)).Draw(ref random));
    }

    [Property]
    public void Range_AnyEnds_IsKeptTo(PositiveInt least, NonNegativeInt more, ulong seed)
    {
        var random = new Randomness(seed);
        var distribution = Read(string.Create(CultureInfo.InvariantCulture, $"{least.Get}-{least.Get + more.Get}"));

        Assert.All(Enumerable.Range(0, 50), _ => Assert.InRange(distribution.Draw(ref random), least.Get, least.Get + more.Get));
    }

    [Fact]
    public void Range_DrawnOften_HasEachNumberAboutAsOften()
    {
        var counts = Sample("3-7").CountBy(tokens => tokens).ToDictionary();

        Assert.Equal([3, 4, 5, 6, 7], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, Draws / 5 * 0.93, Draws / 5 * 1.07));
    }

    [Fact]
    public void Normal_DrawnOften_HasItsMeanAndDeviation()
    {
        var drawn = Sample("normal:200,50");
        var mean = drawn.Average();

        Assert.InRange(mean, 198, 202);
        Assert.InRange(Math.Sqrt(drawn.Average(tokens => (tokens - mean) * (tokens - mean))), 48.5, 51.5);
    }

    // Of a lognormal distribution's logarithms, mean and deviation are ln(median) and sigma; 84.1 % lie below median · e^sigma.
    [Fact]
    public void Lognormal_DrawnOften_HasItsMedianAndSigma()
    {
        var drawn = Sample("lognormal:200,0.5");
        Array.Sort(drawn);

        Assert.InRange(drawn[Draws / 2], 196, 204);
        Assert.InRange(drawn[(int)(Draws * 0.8413)], 200 * Math.Exp(0.48), 200 * Math.Exp(0.52));
    }

    [Theory]
    [InlineData("normal:5,1000")]
    [InlineData("lognormal:900000,4")]
    public void Tails_PastWhatThereIs_AreDrawnToTheEnds(string text) => Assert.All(Sample(text), tokens => Assert.InRange(tokens, 1, TokenDistribution.Most));

    [Property(MaxTest = 1000)]
    public void AnyText_Read_IsADistributionOrAnError(NonNull<string> text) =>
        Assert.NotEqual(TokenDistribution.TryParse(text.Get, out _, out var error), error is not null);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1-2-3")]
    [InlineData("1.5")]
    [InlineData("1000001")]
    [InlineData("400-100")]
    [InlineData("normal:200")]
    [InlineData("normal:0,5")]
    [InlineData("normal:200,NaN")]
    [InlineData("lognormal:200,5")]
    [InlineData("lognormal:200,-1")]
    [InlineData("uniform:1,5")]
    [InlineData("gamma:1,5")]
    public void WrongText_Read_IsAnError(string text) => Assert.False(TokenDistribution.TryParse(text, out _, out _));

    private static TokenDistribution Read(string text) => TokenDistribution.TryParse(text, out var distribution, out var error) ? distribution : throw new ArgumentException(error, nameof(text));

    private static int[] Sample(string text)
    {
        var (distribution, random) = (Read(text), new Randomness(11));
        return [.. Enumerable.Range(0, Draws).Select(_ => distribution.Draw(ref random))];
    }
}
