namespace AiStack.Autoscaling;

/// <summary>What counts while a trigger cannot be read.</summary>
/// <param name="FailureThreshold">Failed readings in a row that are borne; the next one falls back. The HorizontalPodAutoscaler reads every 15 s.</param>
/// <param name="Replicas">Number that <paramref name="Behavior"/> goes by.</param>
/// <param name="Behavior">Which number of replicas is asked for then.</param>
/// <remarks>Source: kedacore/keda, <c>pkg/fallback/fallback.go</c>, <c>GetMetricsWithFallback</c> and <c>doFallback</c>.</remarks>
public sealed record ScalingFallback(int FailureThreshold, int Replicas, FallbackBehavior Behavior = FallbackBehavior.Static);
