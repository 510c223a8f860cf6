namespace AiStack.Autoscaling.Tests;

/// <summary>Rules of the tests.</summary>
internal static class Rules
{
    /// <summary>What a stack's link publishes when it says nothing: 1 to 3 engines, 5 waiting for each, one a minute, down after 300 s.</summary>
    public static ScalingRules OfALink { get; } = new()
    {
        MinReplicas = 1,
        MaxReplicas = 3,
        Triggers = [Waiting],
        Fallback = new(3, 1, FallbackBehavior.CurrentReplicasIfHigher),
        ScaleUp = new() { Policies = [Pods(1, 60)] },
        ScaleDown = new() { StabilizationWindow = TimeSpan.FromSeconds(300), Policies = [Pods(1, 60)] },
    };

    /// <summary>The same with a minimum of 0.</summary>
    public static ScalingRules ToZero { get; } = OfALink with
    {
        MinReplicas = 0,
        Triggers = [Waiting with { IgnoreNullValues = true, ActivationThreshold = 0 }, Requests],
        Fallback = new(3, 1, FallbackBehavior.CurrentReplicas),
        InitialCooldownPeriod = TimeSpan.FromSeconds(600),
    };

    public static ScalingTrigger Waiting => new() { Name = "engines", Measure = "waiting", Query = "sum(waiting)", Threshold = 5, IgnoreNullValues = false, UseCachedMetrics = true };

    public static ScalingTrigger Requests => new() { Name = "requests", Measure = "asked for", Query = "max(rate(requests[2m]) > bool 0)", Threshold = 1, UseCachedMetrics = true };

    /// <summary>Kubernetes' defaults in both directions, without a wait on the way down.</summary>
    public static ScalingRules Fast(int fewest, int most, params ScalingTrigger[] triggers) => new()
    {
        MinReplicas = fewest,
        MaxReplicas = most,
        Triggers = triggers.Length == 0 ? [Waiting] : triggers,
        ScaleUp = ScalingSpeed.DefaultUp with { Policies = [new(ScalingPolicyType.Pods, 1000, TimeSpan.FromSeconds(15))] },
        ScaleDown = ScalingSpeed.DefaultDown with { StabilizationWindow = TimeSpan.Zero },
    };

    public static ScalingPolicy Pods(int count, int seconds) => new(ScalingPolicyType.Pods, count, TimeSpan.FromSeconds(seconds));

    public static ScalingPolicy Percent(int count, int seconds) => new(ScalingPolicyType.Percent, count, TimeSpan.FromSeconds(seconds));
}
