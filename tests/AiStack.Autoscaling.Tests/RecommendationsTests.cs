using AiStack.Autoscaling.Hpa;

namespace AiStack.Autoscaling.Tests;

/// <summary>Stabilization windows: the table of Kubernetes' <c>horizontal_test.go</c>, TestNormalizeDesiredReplicas, and both directions.</summary>
public sealed class RecommendationsTests
{
    [Theory]
    [InlineData(new int[0], new int[0], 5, 5)]
    [InlineData(new[] { 120, 60 }, new[] { 4, 5 }, 3, 5)]
    [InlineData(new[] { 120, 60 }, new[] { 1, 2 }, 3, 3)]
    [InlineData(new[] { 600, 540 }, new[] { 10, 9 }, 3, 3)]
    [InlineData(new[] { 600, 540, 120, 60 }, new[] { 10, 9, 5, 4 }, 3, 5)]
    [InlineData(new[] { 300 }, new[] { 9 }, 3, 3)]
    public void Stabilize_Down_GoesToTheMostOfTheWindow(int[] ages, int[] replicas, int desired, int expected) =>
        Assert.Equal(expected, Stabilize(upSeconds: 0, downSeconds: 300, ages, replicas, current: 10, desired));

    [Theory]
    [InlineData(new int[0], new int[0], 5, 5)]
    [InlineData(new[] { 90, 30 }, new[] { 2, 4 }, 5, 2)]
    [InlineData(new[] { 130, 30 }, new[] { 2, 4 }, 5, 4)]
    public void Stabilize_Up_GoesToTheFewestOfTheWindow(int[] ages, int[] replicas, int desired, int expected) =>
        Assert.Equal(expected, Stabilize(upSeconds: 120, downSeconds: 300, ages, replicas, current: 1, desired));

    private static int Stabilize(int upSeconds, int downSeconds, int[] ages, int[] replicas, int current, int desired)
    {
        var now = TimeSpan.FromHours(1);
        var recommendations = new Recommendations(Rules.OfALink with
        {
            ScaleUp = Rules.OfALink.ScaleUp with { StabilizationWindow = TimeSpan.FromSeconds(upSeconds) },
            ScaleDown = Rules.OfALink.ScaleDown with { StabilizationWindow = TimeSpan.FromSeconds(downSeconds) },
        });
        foreach (var (age, count) in ages.Zip(replicas))
        {
            recommendations.Stabilize(now - TimeSpan.FromSeconds(age), count, count);
        }

        return recommendations.Stabilize(now, current, desired);
    }
}
