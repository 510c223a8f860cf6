using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AiStack.Autoscaling.Tests;

/// <summary>What holds for any rules and any load.</summary>
[Properties(Arbitrary = [typeof(AutoscalerProperties)], MaxTest = 300)]
public sealed class AutoscalerProperties
{
    private const int StepSeconds = 15;

    /// <summary>A load: values of the metric, fifteen seconds each.</summary>
    public sealed record Load(IReadOnlyList<double> Values)
    {
        public int Length => Values.Count * StepSeconds;

        public MetricReading At(TimeSpan now) => MetricReading.Of(Values[Math.Min((int)now.TotalSeconds / StepSeconds, Values.Count - 1)]);

        public override string ToString() => string.Join(' ', Values);
    }

    public static Arbitrary<Load> Loads() =>
        Gen.Choose(0, 40).Select(value => value / 2.0).ListOf().Where(values => values.Count > 0).Select(values => new Load([.. values])).ToArbitrary();

    public static Arbitrary<ScalingRules> AllRules() => (
        from fewest in Gen.Choose(0, 3)
        from more in Gen.Choose(fewest == 0 ? 1 : 0, 6)
        from poll in Gen.Elements(5, 15, 30, 60)
        from up in Speeds(Gen.Elements(0, 30, 60))
        from down in Speeds(Gen.Elements(0, 60, 300))
        from cached in Gen.Elements(true, false)
        from target in Gen.Elements(Enum.GetValues<MetricTarget>())
        from cooldown in Gen.Elements(0, 60, 300)
        select new ScalingRules
        {
            MinReplicas = fewest,
            MaxReplicas = fewest + more,
            PollingInterval = TimeSpan.FromSeconds(poll),
            CooldownPeriod = TimeSpan.FromSeconds(cooldown),
            Triggers = [Rules.Waiting with { UseCachedMetrics = cached, Target = target }],
            ScaleUp = up,
            ScaleDown = down,
        }).ToArbitrary();

    [Property]
    public void Replicas_Always_AreWithinTheFewestAndTheMost(ScalingRules rules, Load load) => Assert.All(
        new ScaledModel(rules, rules.MinReplicas).Play(load.Length, load.At).Decisions,
        decision => Assert.InRange(decision.To, rules.MinReplicas, rules.MaxReplicas));

    [Property]
    public void Decisions_OfTheSameCalls_AreTheSame(ScalingRules rules, Load load) => Assert.Equal(
        new ScaledModel(rules, rules.MinReplicas).Play(load.Length, load.At).Decisions,
        new ScaledModel(rules, rules.MinReplicas).Play(load.Length, load.At).Decisions);

    [Property]
    public void Recommendation_OfMoreLoad_IsNeverSmaller(ScalingRules rules, PositiveInt replicas, NonNegativeInt less, NonNegativeInt more)
    {
        var count = 1 + (replicas.Get % rules.MaxReplicas);
        int? Recommend(double value) => new ScaledModel(rules, count).Play(0, value).Decisions[^1].Recommended;

        Assert.True(Recommend(less.Get) is not { } low || Recommend(less.Get + more.Get) is not { } high || low <= high);
    }

    // Windows and policies look back the same way for both, so that more load at every time never means fewer replicas. Of a Value target it does not hold: what is asked for hangs on what is ready.
    [Property]
    public void Replicas_OfMoreLoadAllTheTime_AreNeverFewer(Load load, PositiveInt factor)
    {
        var heavier = new Load([.. load.Values.Select(value => value * (1 + (factor.Get % 3)))]);
        var rules = Rules.Fast(1, 10) with { ScaleDown = new() { StabilizationWindow = TimeSpan.FromSeconds(60), Policies = [Rules.Percent(100, 15)] } };
        rules = rules with { ScaleUp = rules.ScaleUp with { Tolerance = 0 }, ScaleDown = rules.ScaleDown with { Tolerance = 0 } };
        var (light, heavy) = (new ScaledModel(rules, 1).Play(load.Length, load.At), new ScaledModel(rules, 1).Play(load.Length, heavier.At));

        Assert.All(light.Decisions.Zip(heavy.Decisions), pair => Assert.True(pair.First.To <= pair.Second.To, $"{pair.First} {pair.Second}"));
    }

    // What goes down was not asked for within the window; so it does not go down just to come up again.
    [Property]
    public void Replicas_TakenAway_WereNotWantedWithinTheWindow(ScalingRules rules, Load load)
    {
        var decisions = new ScaledModel(rules, rules.MinReplicas).Play(load.Length, load.At).Decisions;
        foreach (var down in decisions.Where(decision => decision is { By: ScalingActor.HorizontalPodAutoscaler, Scales: true, Recommended: not null } && decision.To < decision.From))
        {
            Assert.All(decisions.Where(earlier => earlier.Recommended is not null && earlier.Time > down.Time - rules.ScaleDown.StabilizationWindow && earlier.Time <= down.Time),
                earlier => Assert.True(earlier.Recommended <= down.To || down.To == rules.MaxReplicas, $"{earlier} {down}"));
        }
    }

    // What was taken away within the period may be added again on top.
    [Property]
    public void Replicas_Added_AreNoMoreThanThePolicyAllows(Load load, PositiveInt pods)
    {
        var count = 1 + (pods.Get % 3);
        var rules = Rules.OfALink with { MaxReplicas = 10, ScaleUp = new() { Policies = [Rules.Pods(count, 60)] }, ScaleDown = Rules.OfALink.ScaleDown with { StabilizationWindow = TimeSpan.Zero } };
        var changes = new ScaledModel(rules, 1).Play(load.Length, load.At).Decisions.Where(decision => decision.Scales).ToList();

        Assert.All(changes.Where(change => change.To > change.From), last =>
        {
            var period = changes.Where(change => change.Time > last.Time - TimeSpan.FromSeconds(60) && change.Time <= last.Time).Select(change => change.To - change.From).ToList();
            Assert.True(period.Where(change => change > 0).Sum() <= count - period.Where(change => change < 0).Sum());
        });
    }

    private static Gen<ScalingSpeed> Speeds(Gen<int> windows) =>
        from window in windows
        from pods in Gen.Choose(1, 4)
        from percent in Gen.Elements(10, 50, 100, 200)
        from period in Gen.Elements(15, 60, 120)
        from selection in Gen.Elements(Enum.GetValues<PolicySelection>())
        select new ScalingSpeed
        {
            StabilizationWindow = TimeSpan.FromSeconds(window),
            Policies = [Rules.Pods(pods, period), Rules.Percent(percent, 60)],
            Selection = selection,
        };
}
