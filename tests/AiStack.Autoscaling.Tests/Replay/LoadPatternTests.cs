using AiStack.Autoscaling.Load;

namespace AiStack.Autoscaling.Tests.Replay;

public sealed class LoadPatternTests
{
    [Theory]
    [InlineData(LoadPattern.Constant, 0, 10)]
    [InlineData(LoadPattern.Step, 299, 1)]
    [InlineData(LoadPattern.Step, 300, 10)]
    [InlineData(LoadPattern.Step, 1200, 1)]
    [InlineData(LoadPattern.Ramp, 0, 0)]
    [InlineData(LoadPattern.Ramp, 450, 5)]
    [InlineData(LoadPattern.Ramp, 900, 10)]
    [InlineData(LoadPattern.Burst, 179, 1)]
    [InlineData(LoadPattern.Burst, 180, 10)]
    [InlineData(LoadPattern.Burst, 240, 1)]
    [InlineData(LoadPattern.Day, 1050, 10)]
    [InlineData(LoadPattern.Day, 150, 0.5)]
    public void Pattern_OfHalfAnHour_IsAsItIsDescribed(LoadPattern pattern, int second, double requests) =>
        Assert.Equal(requests, LoadPatterns.Draw(pattern, 10, TimeSpan.FromMinutes(30)).Seconds[second].Requests, 1);

    [Fact]
    public void Burst_OfHalfAnHour_HasFiveOfAMinute() =>
        Assert.Equal(300, LoadPatterns.Draw(LoadPattern.Burst, 10, TimeSpan.FromMinutes(30)).Seconds.Count(second => second.Requests == 10));
}
