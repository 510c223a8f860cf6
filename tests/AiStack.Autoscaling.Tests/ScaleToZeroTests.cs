namespace AiStack.Autoscaling.Tests;

/// <summary>What KEDA does by itself: waking, and the last step to zero.</summary>
public sealed class ScaleToZeroTests
{
    [Fact]
    public void Request_ToASleepingModel_WakesItAtTheNextPoll()
    {
        var model = new ScaledModel(Rules.ToZero, 0).Play(100, _ => MetricReading.Nothing, now => MetricReading.Of(now.TotalSeconds > 40 ? 1 : 0));

        Assert.Equal(["60: 0 → 1"], model.Changes);
        Assert.Equal("1 asked for > 0: wakes; now 0 → 1", model.Decisions.First(decision => decision.Scales).Reason);
    }

    [Fact]
    public void Sleep_WithALargerMinimum_WakesToIt() =>
        Assert.Equal(["0: 0 → 2"], new ScaledModel(Rules.OfALink with { MinReplicas = 2 }, 0).Play(10, 12).Changes.Take(1));

    [Fact]
    public void Activation_AtItsThreshold_IsNotAboveIt()
    {
        // prometheus_scaler.go: val > ActivationThreshold. The HorizontalPodAutoscaler does nothing with a model that sleeps.
        var rules = Rules.ToZero with { Triggers = [Rules.Waiting with { ActivationThreshold = 20, IgnoreNullValues = true }] };

        Assert.Empty(new ScaledModel(rules, 0).Play(100, 20).Changes);
        Assert.Equal(["0: 0 → 1"], new ScaledModel(rules, 0).Play(10, 20.5).Changes.Take(1));
    }

    [Fact]
    public void Activation_WithAMinimumOfOne_MeansNothing()
    {
        var rules = Rules.Fast(1, 3, Rules.Waiting with { ActivationThreshold = 100 });

        Assert.Equal(["0: 1 → 3"], new ScaledModel(rules, 1).Play(10, 12).Changes);
    }

    [Fact]
    public void Cooldown_AfterTheLastActivity_TakesTheLastReplica()
    {
        // Active until the poll at 90 s. scaleToZeroOrIdle: LastActiveTime + 300 s before now, so not yet at 390 s.
        var model = new ScaledModel(Rules.ToZero, 1).Play(600, _ => MetricReading.Of(0), now => MetricReading.Of(now.TotalSeconds <= 100 ? 1 : 0));

        Assert.Equal(["420: 1 → 0"], model.Changes);
        Assert.Equal("no trigger active for 5m30s; now 1 → 0", model.Decisions.First(decision => decision.Scales).Reason);
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(600, 630)]
    public void InitialCooldown_OfAModelNeverAsked_KeepsItsFirstStart(int? seconds, int expected)
    {
        var rules = Rules.ToZero with { InitialCooldownPeriod = seconds is { } initial ? TimeSpan.FromSeconds(initial) : null };

        Assert.Equal([$"{expected}: 1 → 0"], new ScaledModel(rules, 1).Play(900, 0, 0).Changes);
    }

    [Fact]
    public void Cooldown_WithAMinimumOfOne_NeverGoesToZero() => Assert.Empty(new ScaledModel(Rules.OfALink, 1).Play(2000, 0).Changes);

    [Fact]
    public void Failure_OfEveryTrigger_KeepsTheLastReplica()
    {
        // RequestScale: isError with a fallback of one or more replicas, or without any fallback. One to zero replicas does not keep it.
        static MetricReading Gone(TimeSpan now) => MetricReading.Failed("no connection");
        ScalingRules With(ScalingFallback? fallback) => Rules.ToZero with { Fallback = fallback, InitialCooldownPeriod = null };

        Assert.Empty(new ScaledModel(With(new(3, 1)), 1).Play(900, Gone, Gone).Changes);
        Assert.Empty(new ScaledModel(With(null), 1).Play(900, Gone, Gone).Changes);
        Assert.Equal(["30: 1 → 0"], new ScaledModel(With(new(3, 0)), 1).Play(900, Gone, Gone).Changes);
    }

    [Fact]
    public void Replicas_BelowTheMinimum_ArePutBack() =>
        Assert.Equal(["0: 1 → 2"], new ScaledModel(Rules.OfALink with { MinReplicas = 2 }, 1).Play(100, 0).Changes);
}
