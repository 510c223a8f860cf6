namespace AiStack.Autoscaling;

/// <summary>How fast the number of replicas moves in one direction: <c>HPAScalingRules</c> of the HorizontalPodAutoscaler.</summary>
/// <remarks>Source of defaults: kubernetes, <c>pkg/apis/autoscaling/v2/defaults.go</c>, <c>scaleUpRules</c> and <c>scaleDownRules</c>.</remarks>
public sealed record ScalingSpeed
{
    /// <summary>Up without being asked otherwise: at once, and in 15 s by four or to the double, whichever is more.</summary>
    public static ScalingSpeed DefaultUp { get; } = new()
    {
        Policies = [new(ScalingPolicyType.Pods, 4, TimeSpan.FromSeconds(15)), new(ScalingPolicyType.Percent, 100, TimeSpan.FromSeconds(15))],
    };

    /// <summary>Down without being asked otherwise: to the most that was wanted in the last five minutes, in one step.</summary>
    public static ScalingSpeed DefaultDown { get; } = new()
    {
        StabilizationWindow = TimeSpan.FromSeconds(300),
        Policies = [new(ScalingPolicyType.Percent, 100, TimeSpan.FromSeconds(15))],
    };

    /// <summary>Time that is looked back on: up goes to the fewest replicas wanted within it, down to the most.</summary>
    /// <value>0 to 3600 s. Default: 0.</value>
    public TimeSpan StabilizationWindow { get; init; }

    /// <summary>How many replicas a period may change.</summary>
    public required IReadOnlyList<ScalingPolicy> Policies { get; init; }

    /// <summary>Which policy counts where there are several.</summary>
    /// <value>Default: the one that allows most.</value>
    public PolicySelection Selection { get; init; } = PolicySelection.Max;

    /// <summary>How far the value may be from its target, as a share of it, before anything is done.</summary>
    /// <value>0 or more. Default: 0.1, which is that of the cluster's controller (<c>--horizontal-pod-autoscaler-tolerance</c>).</value>
    public double Tolerance { get; init; } = 0.1;
}
