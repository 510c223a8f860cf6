namespace AiStack.Autoscaling.Tests;

/// <summary>KEDA and the HorizontalPodAutoscaler together, second by second.</summary>
public sealed class AutoscalerTests
{
    [Fact]
    public void Load_OnAndOff_GoesUpOneAMinuteAndDownAfterTheWindow()
    {
        // 12 waiting until 200 s. The last recommendation of 3 is made at 195 s, and at 495 s it is no longer younger than the window.
        var model = new ScaledModel(Rules.OfALink, 1).Play(900, now => MetricReading.Of(now.TotalSeconds < 200 ? 12 : 0));

        Assert.Equal(["0: 1 → 2", "60: 2 → 3", "495: 3 → 2", "555: 2 → 1"], model.Changes);
    }

    [Fact]
    public void Reason_OfAStep_IsTheArithmeticInOneLine()
    {
        var rules = Rules.OfALink with { ScaleUp = ScalingSpeed.DefaultUp };
        Assert.Equal("12 waiting / 5 per replica → 3; now 1 → 3", new ScaledModel(rules, 1).Play(0, 12).Decisions[^1].Reason);
    }

    [Theory]
    [InlineData(1, 12, "12 waiting / 5 per replica → 3, not so fast (1 in 60s); now 1 → 2")]
    [InlineData(3, 40, "40 waiting / 5 per replica → 8, most is 3; stays 3")]
    [InlineData(2, 10.5, "10.5 waiting / 5 per replica → 2 (near enough); stays 2")]
    [InlineData(3, 0, "0 waiting / 5 per replica → 0, but 3 within 5m; stays 3")]
    [InlineData(5, 0, "most is 3; now 5 → 3")]
    public void Reason_OfALimit_NamesIt(int replicas, double waiting, string reason) => Assert.Equal(reason, new ScaledModel(Rules.OfALink, replicas).Play(0, waiting).Decisions[^1].Reason);

    [Fact]
    public void CachedMetric_BetweenPolls_IsTheOneOfTheLastPoll()
    {
        // The load comes at 31 s, just after a poll: nobody sees it before 60 s.
        static MetricReading Load(TimeSpan now) => MetricReading.Of(now.TotalSeconds > 30 ? 12 : 0);
        var cached = new ScaledModel(Rules.OfALink, 1).Play(100, Load);
        var asked = new ScaledModel(Rules.OfALink with { Triggers = [Rules.Waiting with { UseCachedMetrics = false }] }, 1).Play(100, Load);

        Assert.Equal("60: 1 → 2", cached.Changes.First());
        Assert.Equal("45: 1 → 2", asked.Changes.First());
    }

    [Fact]
    public void StartUp_OfUnreadyReplicas_DoesNotMultiplyTheAverage()
    {
        // Ten waiting need two replicas, and need no third while the second one loads.
        var model = new ScaledModel(Rules.Fast(1, 10), 1, TimeSpan.FromSeconds(90)).Play(80, 10);

        Assert.Equal(["0: 1 → 2"], model.Changes);
    }

    [Fact]
    public void StartUp_OfAValueTarget_GrowsFromReadyReplicasOnly()
    {
        // The value is twice its target: 1 ready → 2. While the second loads the ready one still asks for 2.
        var model = new ScaledModel(Rules.Fast(1, 10, Rules.Waiting with { Target = MetricTarget.Value }), 1, TimeSpan.FromSeconds(90)).Play(80, 10);

        Assert.Equal(["0: 1 → 2"], model.Changes);
    }

    [Fact]
    public void Triggers_Several_TheLargestCounts()
    {
        var rules = Rules.Fast(1, 10, Rules.Waiting, Rules.Waiting with { Name = "running", Measure = "running", Threshold = 100 });
        var model = new ScaledModel(rules, 1).Play(0, 8, 350);

        Assert.Equal("350 running / 100 per replica → 4; now 1 → 4", model.Decisions[^1].Reason);
    }

    [Fact]
    public void Triggers_OneUnreadable_StillAddsAndTakesNothingAway()
    {
        var rules = Rules.Fast(1, 10, Rules.Waiting, Rules.Waiting with { Name = "running", Measure = "running" });
        static MetricReading Gone(TimeSpan now) => MetricReading.Failed("no connection");

        Assert.Equal(["0: 1 → 3"], new ScaledModel(rules, 1).Play(10, _ => MetricReading.Of(12), Gone).Changes);
        var model = new ScaledModel(rules, 5).Play(10, _ => MetricReading.Of(12), Gone);
        Assert.Empty(model.Changes);
        Assert.Equal("running: no connection; 12 waiting / 5 per replica → 3, but nothing is taken away; stays 5", model.Decisions[^1].Reason);
    }

    [Fact]
    public void Series_Missing_IsZeroOrAnError()
    {
        static MetricReading Nothing(TimeSpan now) => MetricReading.Nothing;
        Assert.Equal("0 waiting / 5 per replica → 0, fewest is 1; now 3 → 1", new ScaledModel(Rules.Fast(1, 3, Rules.Waiting with { IgnoreNullValues = true }), 3).Play(0, Nothing).Decisions[^1].Reason);
        Assert.Equal("waiting: no series found; stays 3", new ScaledModel(Rules.Fast(1, 3), 3).Play(0, Nothing).Decisions[^1].Reason);
    }

    [Fact]
    public void Series_TwoOfThem_AreAnErrorThatSaysWhatToWrite() =>
        Assert.Equal("waiting: the query matches 2 series, and KEDA takes one: write sum(…) around it; stays 1",
            new ScaledModel(Rules.Fast(1, 3), 1).Play(0, _ => MetricReading.Several(2)).Decisions[^1].Reason);

    [Theory]
    [InlineData(FallbackBehavior.Static, 4, 2, "45: 2 → 4")]
    [InlineData(FallbackBehavior.CurrentReplicas, 4, 2, null)]
    [InlineData(FallbackBehavior.CurrentReplicasIfHigher, 4, 2, "45: 2 → 4")]
    [InlineData(FallbackBehavior.CurrentReplicasIfHigher, 1, 2, null)]
    [InlineData(FallbackBehavior.CurrentReplicasIfLower, 4, 2, null)]
    [InlineData(FallbackBehavior.CurrentReplicasIfLower, 1, 2, "45: 2 → 1")]
    public void Fallback_AfterMoreFailuresThanItsThreshold_AsksForItsReplicas(FallbackBehavior behavior, int replicas, int current, string? change)
    {
        // fallback.go: NumberOfFailures > FailureThreshold, so the fourth of 0, 15, 30 and 45 s.
        foreach (var target in Enum.GetValues<MetricTarget>())
        {
            var rules = Rules.Fast(1, 10, Rules.Waiting with { Target = target }) with { Fallback = new(3, replicas, behavior) };
            var model = new ScaledModel(rules, current).Play(200, _ => MetricReading.Failed("no answer"));

            Assert.Equal(change is null ? [] : [change], model.Changes);
            Assert.StartsWith("waiting cannot be read: falls back to", model.Decisions[^1].Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fallback_OfAValueTargetWithoutReadyReplicas_CannotBe()
    {
        var rules = Rules.Fast(1, 10, Rules.Waiting with { Target = MetricTarget.Value }) with { Fallback = new(0, 4) };
        var decision = new Autoscaler(rules, TimeSpan.Zero);
        decision.Step(TimeSpan.Zero, new(1, 1, 0), [MetricReading.Failed("no answer")]);

        Assert.Equal("waiting: no answer; stays 1", decision.Step(TimeSpan.Zero, new(1, 1, 0), [MetricReading.Failed("no answer")]).Reason);
    }

    [Fact]
    public void Failure_ThatPasses_IsForgotten()
    {
        // Three failures, one answer, three failures: never four in a row.
        var model = new ScaledModel(Rules.Fast(1, 10, Rules.Waiting with { UseCachedMetrics = false }) with { Fallback = new(3, 7) }, 1)
            .Play(95, now => now.TotalSeconds is 45 ? MetricReading.Of(1) : MetricReading.Failed("no answer"));

        Assert.Empty(model.Changes);
    }

    public static TheoryData<double, int> Times => new() { { double.NaN, 1 }, { double.PositiveInfinity, 1 } };

    [Theory, MemberData(nameof(Times))]
    public void Value_ThatIsNoNumber_CountsAsNothing(double value, int replicas) =>
        Assert.Empty(new ScaledModel(Rules.Fast(1, 3, Rules.Waiting with { IgnoreNullValues = true }), replicas).Play(100, value).Changes);

    [Fact]
    public void Step_BeforeAnythingIsDue_IsRefused()
    {
        var autoscaler = new Autoscaler(Rules.OfALink, TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), autoscaler.NextDue);
        Assert.Throws<ArgumentOutOfRangeException>(() => autoscaler.Step(TimeSpan.FromSeconds(4), new(1, 1, 1), [MetricReading.Of(0)]));
    }

    [Fact]
    public void Step_LongAfterItWasDue_LooksOnceAndGoesOnFromThere()
    {
        var autoscaler = new Autoscaler(Rules.OfALink, TimeSpan.Zero);
        var now = TimeSpan.FromSeconds(1000);
        autoscaler.Step(now, new(1, 1, 1), [MetricReading.Of(0)]);
        autoscaler.Step(now, new(1, 1, 1), [MetricReading.Of(0)]);

        Assert.Equal(TimeSpan.FromSeconds(1015), autoscaler.NextDue);
    }
}
