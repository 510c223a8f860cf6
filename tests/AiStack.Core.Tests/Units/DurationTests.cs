using AiStack.Core.Units;
using FsCheck.Xunit;

namespace AiStack.Core.Tests.Units;

public sealed class DurationTests
{
    [Theory]
    [InlineData("20s", 20_000, "20s")]
    [InlineData("20", 20_000, "20s")]
    [InlineData("0", 0, "0s")]
    [InlineData("0.5", 500, "500ms")]
    [InlineData("90s", 90_000, "90s")]
    [InlineData("1m30s", 90_000, "90s")]
    [InlineData("119", 119_000, "119s")]
    [InlineData("120s", 120_000, "2m")]
    [InlineData("5m", 300_000, "5m")]
    [InlineData("1h30m", 5_400_000, "1h30m")]
    [InlineData("1.5h", 5_400_000, "1h30m")]
    [InlineData("500ms", 500, "500ms")]
    [InlineData("1500ms", 1500, "1s500ms")]
    [InlineData("48h", 172_800_000, "48h")]
    [InlineData("3600", 3_600_000, "1h")]
    public void TryParse_Duration_PrintsCanonically(string text, long milliseconds, string canonical)
    {
        Assert.True(Duration.TryParse(text, out var duration, out var error), error);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
        Assert.Equal(canonical, Duration.Format(duration));
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData(null, "missing")]
    [InlineData("-5s", "negative")]
    [InlineData("s", "no number before 's'")]
    [InlineData("1.2.3s", "'1.2.3' is not a number")]
    [InlineData("1d", "24h")]
    [InlineData("5min", "5m")]
    [InlineData("1h30", "'30' has no unit")]
    [InlineData("5 m", "' m' is not a unit")]
    [InlineData("1000000h", "100 years")]
    [InlineData("99999999999999999999999999999999999999999999", "not a number")]
    [InlineData("0.00000001s", "finer than 100 nanoseconds")]
    public void TryParse_TextThatIsNoDuration_SaysWhy(string? text, string reason)
    {
        Assert.False(Duration.TryParse(text, out _, out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Property(MaxTest = 1000)]
    public void Format_AnyDuration_ReadsBackEqual(long ticks)
    {
        foreach (var duration in new[] { ticks, ticks * 12_345, ticks * TimeSpan.TicksPerSecond }.Select(t => TimeSpan.FromTicks(Math.Abs(t % Duration.Longest.Ticks))))
        {
            Assert.True(Duration.TryParse(Duration.Format(duration), out var again, out var error), error);
            Assert.Equal(duration, again);
        }
    }

    [Property(MaxTest = 1000)]
    public void TryParse_AnyText_AnswersWithoutException(string? text)
        => Assert.Equal(Duration.TryParse(text, out _, out var error), error is null);
}
