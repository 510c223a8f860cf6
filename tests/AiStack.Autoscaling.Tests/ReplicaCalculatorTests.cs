using AiStack.Autoscaling.Hpa;

namespace AiStack.Autoscaling.Tests;

/// <summary>Numbers of Kubernetes' documentation and of its own tests.</summary>
public sealed class ReplicaCalculatorTests
{
    private static readonly ScalingRules s_rules = Rules.OfALink;

    [Theory]
    // replica_calculator_test.go: TestReplicaCalcScaleUpPerPodCMExternal, …ScaleDownPerPodCMExternal, …TolerancePerPodCMExternal.
    [InlineData(3, 8600, 2150, 4)]
    [InlineData(5, 8600, 2867, 3)]
    [InlineData(3, 8600, 2900, 3)]
    // horizontal_test.go: TestScaleUpPerPodCMExternal.
    [InlineData(3, 8600, 2222, 4)]
    // «Horizontal Pod Autoscaling», algorithm details: 200m where 100m is wanted doubles, 50m halves.
    [InlineData(2, 400, 100, 4)]
    [InlineData(2, 100, 100, 1)]
    // Ten percent off is near enough, on both sides and exactly; a thousandth more is not.
    [InlineData(10, 11000, 1000, 10)]
    [InlineData(10, 11001, 1000, 12)]
    [InlineData(10, 9000, 1000, 10)]
    [InlineData(10, 8999, 1000, 9)]
    // Unready replicas count: three that exist carry 15 of 5 each, however many answer.
    [InlineData(3, 15000, 5000, 3)]
    // Without replicas there is no average, and no tolerance.
    [InlineData(0, 12000, 5000, 3)]
    [InlineData(0, 0, 5000, 0)]
    public void PerReplica_OfAValue_IsThatOfKubernetes(int existing, long value, long target, int expected) =>
        Assert.Equal(expected, ReplicaCalculator.PerReplica(existing, value, target, s_rules));

    [Theory]
    // replica_calculator_test.go: TestReplicaCalcScaleUpCMExternal, …IgnoresUnreadyPods, TestReplicaCalcScaleDownCMExternal, …ToleranceCMExternal.
    [InlineData(1, 1, 8600, 4400, 2)]
    [InlineData(3, 1, 8600, 4400, 2)]
    [InlineData(5, 5, 8600, 14334, 3)]
    [InlineData(3, 3, 8600, 8888, 3)]
    // replica_calculator_test.go: TestReplicaCalcScaleUpCMObjectIgnoresUnreadyPods; the same arithmetic.
    [InlineData(3, 1, 50000, 10000, 5)]
    // k8shorizmetrics, GetUsageRatioReplicaCount: from none, and far off in both directions.
    [InlineData(0, 0, 2000, 1000, 2)]
    [InlineData(0, 0, 0, 1000, 0)]
    [InlineData(3, 3, 1400, 1000, 5)]
    [InlineData(3, 3, 300, 1000, 1)]
    public void ByRatio_OfAValue_IsThatOfKubernetes(int replicas, int ready, long value, long target, int expected) =>
        Assert.Equal(expected, ReplicaCalculator.ByRatio(new(replicas, replicas, ready), value, target, s_rules));

    [Fact]
    public void Tolerance_OfADirection_IsItsOwn()
    {
        var rules = s_rules with { ScaleUp = s_rules.ScaleUp with { Tolerance = 0 }, ScaleDown = s_rules.ScaleDown with { Tolerance = 0.5 } };

        Assert.Equal(11, ReplicaCalculator.PerReplica(10, 10_001, 1000, rules));
        Assert.Equal(10, ReplicaCalculator.PerReplica(10, 5_000, 1000, rules));
    }

    // keda, pkg/scalers/scaler.go: int64(value * 1000).
    [Theory]
    [InlineData(0.0009, 0)]
    [InlineData(1.2345, 1234)]
    [InlineData(-0.5, -500)]
    public void Thousandths_OfANumber_AreCutOff(double value, long expected) => Assert.Equal(expected, ReplicaCalculator.Thousandths(value));
}
