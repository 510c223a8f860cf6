using AiStack.Autoscaling.Hpa;

namespace AiStack.Autoscaling.Tests;

/// <summary>The tables of Kubernetes' <c>horizontal_test.go</c>, TestScalingWithRules, and of its documentation of policies.</summary>
public sealed class ScaleLimitsTests
{
    private static readonly TimeSpan s_now = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(5, 7, 3, 8, 0, 0, 0, 0, 7)]
    [InlineData(3, 1000, 1, 2000, 0, 0, 1, 60, 4)]
    [InlineData(10, 500, 1, 1000, 100, 60, 100, 60, 110)]
    [InlineData(10, 500, 1, 1000, 2, 60, 100, 60, 20)]
    [InlineData(10, 50, 1, 1000, 100, 60, 0, 0, 50)]
    [InlineData(10, 50, 1, 1000, 30, 60, 0, 0, 40)]
    [InlineData(10, 50, 1, 1000, 0, 0, 200, 60, 30)]
    [InlineData(10, 50, 1, 1000, 0, 0, 0, 0, 20)]
    [InlineData(100, 1000, 100, 150, 0, 0, 0, 0, 150)]
    public void Limit_Up_IsThatOfKubernetes(int current, int desired, int fewest, int most, int pods, int podsPeriod, int percent, int percentPeriod, int expected) =>
        Assert.Equal(expected, Limit(current, desired, new() { MinReplicas = fewest, MaxReplicas = most, Triggers = [], ScaleUp = Speed(pods, podsPeriod, percent, percentPeriod) ?? ScalingSpeed.DefaultUp }));

    [Theory]
    [InlineData(3, 1, 2, 8, 0, 0, 0, 0, 2)]
    [InlineData(1000, 3, 3, 2000, 20, 60, 0, 0, 980)]
    [InlineData(100, 2, 1, 1000, 20, 60, 1, 60, 80)]
    [InlineData(100, 2, 1, 1000, 2, 60, 1, 60, 98)]
    [InlineData(10, 0, 1, 1000, 100, 60, 0, 0, 1)]
    [InlineData(10, 2, 5, 1000, 0, 0, 100, 60, 5)]
    [InlineData(10, 2, 1, 1000, 5, 60, 0, 0, 5)]
    [InlineData(10, 5, 1, 1000, 0, 0, 50, 60, 5)]
    public void Limit_Down_IsThatOfKubernetes(int current, int desired, int fewest, int most, int pods, int podsPeriod, int percent, int percentPeriod, int expected) =>
        Assert.Equal(expected, Limit(current, desired, new() { MinReplicas = fewest, MaxReplicas = most, Triggers = [], ScaleDown = Speed(pods, podsPeriod, percent, percentPeriod) ?? ScalingSpeed.DefaultDown }));

    [Theory]
    [InlineData(new[] { 1, 5, 9 }, new int[0], 100, 500, 200, 300, 60, 0, 0, 200)]
    [InlineData(new[] { 1, 5, 9 }, new int[0], 100, 500, 1000, 5, 120, 0, 0, 100)]
    [InlineData(new[] { 1, 5, 9 }, new int[0], 100, 500, 1000, 150, 120, 0, 0, 235)]
    [InlineData(new[] { 1, 5, 9 }, new int[0], 100, 500, 1000, 0, 0, 200, 120, 255)]
    [InlineData(new[] { 4 }, new[] { 2 }, 6, 24, 1000, 0, 0, 300, 300, 16)]
    public void Limit_UpAfterOtherSteps_CountsFromWhereThePeriodBegan(int[] added, int[] taken, int current, int desired, int most, int pods, int podsPeriod, int percent, int percentPeriod, int expected) =>
        Assert.Equal(expected, Limit(current, desired, new() { MinReplicas = 1, MaxReplicas = most, Triggers = [], ScaleUp = Speed(pods, podsPeriod, percent, percentPeriod)! }, added, taken));

    [Theory]
    [InlineData(new int[0], new[] { 1, 5, 9 }, 100, 0, 1, 115, 120, 0, 0, 1)]
    [InlineData(new int[0], new[] { 1, 5, 9 }, 100, 0, 5, 130, 120, 0, 0, 5)]
    [InlineData(new int[0], new[] { 1, 5, 9 }, 100, 2, 1, 5, 120, 0, 0, 100)]
    [InlineData(new int[0], new[] { 2, 4, 6 }, 100, 0, 1, 0, 0, 50, 120, 56)]
    [InlineData(new[] { 2 }, new[] { 4 }, 10, 1, 1, 0, 0, 50, 180, 6)]
    [InlineData(new int[0], new[] { 10, 10, 10 }, 100, 0, 1, 0, 0, 10, 120, 100)]
    [InlineData(new int[0], new[] { 10, 10, 10 }, 10, 5, 1, 0, 0, 1000, 120, 5)]
    public void Limit_DownAfterOtherSteps_CountsFromWhereThePeriodBegan(int[] added, int[] taken, int current, int desired, int fewest, int pods, int podsPeriod, int percent, int percentPeriod, int expected) =>
        Assert.Equal(expected, Limit(current, desired, new() { MinReplicas = fewest, MaxReplicas = 1000, Triggers = [], ScaleDown = Speed(pods, podsPeriod, percent, percentPeriod)! }, added, taken));

    // horizontal_test.go, calculateScaleDownLimitWithBehaviors(5, …): of 2 pods and 50 %, Min takes 2; Max would go to 2.
    [Theory]
    [InlineData(PolicySelection.Min, 3)]
    [InlineData(PolicySelection.Max, 2)]
    [InlineData(PolicySelection.Disabled, 5)]
    public void Limit_OfSeveralPolicies_IsTheSelectedOne(PolicySelection selection, int expected)
    {
        var speed = new ScalingSpeed { Policies = [Rules.Pods(2, 60), Rules.Percent(50, 60)], Selection = selection };

        Assert.Equal(expected, Limit(5, 0, new() { MinReplicas = 1, MaxReplicas = 10, Triggers = [], ScaleDown = speed }));
    }

    [Theory]
    [InlineData(PolicySelection.Min, 7)]
    [InlineData(PolicySelection.Max, 8)]
    [InlineData(PolicySelection.Disabled, 5)]
    public void Limit_UpOfSeveralPolicies_IsTheSelectedOne(PolicySelection selection, int expected)
    {
        var speed = new ScalingSpeed { Policies = [Rules.Pods(2, 60), Rules.Percent(50, 60)], Selection = selection };

        Assert.Equal(expected, Limit(5, 10, new() { MinReplicas = 1, MaxReplicas = 10, Triggers = [], ScaleUp = speed }));
    }

    // horizontal_test.go, TestStoreScaleEvents: 61 s ago is forgotten, 58 s and 59 s are not; the edge itself is out.
    [Fact]
    public void Within_APeriod_CountsWhatIsYounger()
    {
        var events = new ScaleEvents();
        foreach (var (age, change) in (IEnumerable<(int, int)>)[(61, 7), (60, 4), (59, 6), (29, 8)])
        {
            events.Add(s_now - TimeSpan.FromSeconds(age), change, TimeSpan.FromHours(1));
        }

        Assert.Equal(14, events.Within(TimeSpan.FromSeconds(60), s_now));
        Assert.Equal(8, events.Within(TimeSpan.FromSeconds(30), s_now));
    }

    private static int Limit(int current, int desired, ScalingRules rules, int[]? added = null, int[]? taken = null) =>
        ScaleLimits.Limit(current, desired, rules, Events(added ?? []), Events(taken ?? []), s_now);

    // As generateEventsUniformDistribution spreads them: evenly over the last 120 s, each in the middle of its part.
    private static ScaleEvents Events(int[] changes)
    {
        var events = new ScaleEvents();
        for (var i = 0; i < changes.Length; i++)
        {
            events.Add(s_now - TimeSpan.FromSeconds(120 - (120.0 / changes.Length * (i + 0.5))), changes[i], TimeSpan.FromHours(1));
        }

        return events;
    }

    private static ScalingSpeed? Speed(int pods, int podsPeriod, int percent, int percentPeriod) => pods == 0 && percent == 0 ? null : new()
    {
        Policies = [.. pods == 0 ? (ScalingPolicy[])[] : [Rules.Pods(pods, podsPeriod)], .. percent == 0 ? (ScalingPolicy[])[] : [Rules.Percent(percent, percentPeriod)]],
    };
}
