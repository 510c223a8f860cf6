namespace AiStack.Autoscaling;

/// <summary>How many replicas may be added, or taken away, within a time.</summary>
/// <param name="Type">What <paramref name="Value"/> counts.</param>
/// <param name="Value">Replicas, or percent of those that there were when the period began. Above 0.</param>
/// <param name="Period">The time: above 0 and at most 1800 s.</param>
public sealed record ScalingPolicy(ScalingPolicyType Type, int Value, TimeSpan Period);
