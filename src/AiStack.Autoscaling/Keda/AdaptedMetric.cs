namespace AiStack.Autoscaling.Keda;

/// <summary>A trigger's value as KEDA's metrics adapter hands it to the HorizontalPodAutoscaler.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="Value">The value, in thousandths.</param>
/// <param name="Error">Why there is none. <see langword="null"/>: there is.</param>
/// <param name="FallbackReplicas">Replicas that a fallback asks for, whose value this is. <see langword="null"/>: it was read.</param>
internal readonly record struct AdaptedMetric(ScalingTrigger Trigger, long Value, string? Error, int? FallbackReplicas);
