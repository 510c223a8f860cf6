namespace AiStack.Autoscaling.Hpa;

/// <summary>How far the policies let the number of replicas go now.</summary>
/// <remarks>Source: kubernetes v1.36, <c>pkg/controller/podautoscaler/horizontal.go</c>, <c>calculateScaleUpLimitWithScalingRules</c>, <c>calculateScaleDownLimitWithBehaviors</c>.</remarks>
internal static class ScaleLimits
{
    /// <summary>A number of replicas within the fewest and the most, and no farther from the present one than its direction's policies let it.</summary>
    /// <remarks>Source: <c>convertDesiredReplicasWithBehaviorRate</c>.</remarks>
    public static int Limit(int current, int desired, ScalingRules rules, ScaleEvents added, ScaleEvents taken, TimeSpan now) =>
        desired > current ? Math.Min(desired, Math.Min(rules.MaxReplicas, Up(current, rules.ScaleUp, added, taken, now)))
        : desired < current ? Math.Max(desired, Math.Max(rules.AutoscalerMinimum, Down(current, rules.ScaleDown, added, taken, now)))
        : desired;

    // Never fewer than there are.
    private static int Up(int current, ScalingSpeed speed, ScaleEvents added, ScaleEvents taken, TimeSpan now)
    {
        if (speed.Selection == PolicySelection.Disabled || speed.Policies.Count == 0)
        {
            return current;
        }

        var limits = speed.Policies.Select(policy => UpBy(policy, StartOfPeriod(current, policy, added, taken, now)));
        return Math.Max(current, speed.Selection == PolicySelection.Min ? limits.Min() : limits.Max());
    }

    // Never more than there are.
    private static int Down(int current, ScalingSpeed speed, ScaleEvents added, ScaleEvents taken, TimeSpan now)
    {
        if (speed.Selection == PolicySelection.Disabled || speed.Policies.Count == 0)
        {
            return current;
        }

        var limits = speed.Policies.Select(policy => DownBy(policy, StartOfPeriod(current, policy, added, taken, now)));
        return Math.Min(current, speed.Selection == PolicySelection.Min ? limits.Max() : limits.Min());
    }

    private static int StartOfPeriod(int current, ScalingPolicy policy, ScaleEvents added, ScaleEvents taken, TimeSpan now) =>
        current - added.Within(policy.Period, now) + taken.Within(policy.Period, now);

    // Rounded up, or a small number would never grow.
    private static int UpBy(ScalingPolicy policy, int start) => policy.Type == ScalingPolicyType.Pods
        ? start + policy.Value
        : (int)Math.Min(Math.Ceiling(start * (1 + (policy.Value / 100.0))), int.MaxValue);

    private static int DownBy(ScalingPolicy policy, int start) => policy.Type == ScalingPolicyType.Pods
        ? start - policy.Value
        : (int)(start * (1 - (policy.Value / 100.0)));
}
