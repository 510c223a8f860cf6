using AiStack.Autoscaling;

namespace AiStack.Components.Keda;

/// <summary>How fast the number of a model's engines changes: the behavior of the HorizontalPodAutoscaler that KEDA makes, and times of KEDA's own.</summary>
/// <param name="StabilizationWindow">How long the metric has to be low before an engine is taken away.</param>
/// <param name="InitialCooldown">How long a new model is kept from its first sleep. <see langword="null"/>: it never sleeps.</param>
/// <remarks>
/// Source: Kubernetes, «Horizontal Pod Autoscaling», and KEDA's ScaledObject. KEDA's <c>cooldownPeriod</c> only governs the last step to zero; between one engine and several
/// it is the stabilization window.
/// </remarks>
internal sealed record ScalingBehavior(TimeSpan StabilizationWindow, TimeSpan? InitialCooldown)
{
    /// <summary>Engines that are started, or taken away, within a time: one a minute.</summary>
    /// <remarks>An engine takes minutes to load, in which the metric stays high: without a limit the first peak would bring the maximum.</remarks>
    public static ScalingPolicy Policy { get; } = new(ScalingPolicyType.Pods, 1, TimeSpan.FromSeconds(60));

    /// <summary>Longest window that Kubernetes takes.</summary>
    public static TimeSpan LongestWindow { get; } = TimeSpan.FromSeconds(3600);

    /// <summary>Failed answers in a row after which <c>fallback</c> says how many engines there are.</summary>
    public const int FailureThreshold = 3;

    public static ScalingBehavior Of(ScaleOptions scale) => new(
        scale.CooldownPeriod < LongestWindow ? scale.CooldownPeriod : LongestWindow,

        // KEDA sends a new model to zero within seconds, before its first start. Longer than any start, and the fetching of weights before it.
        scale.MinReplicas == 0 ? Vllm.VllmFacts.LongestStart + TimeSpan.FromMinutes(10) : null);
}
