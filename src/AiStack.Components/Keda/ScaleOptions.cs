using AiStack.Components.Offers;
using AiStack.Core;

namespace AiStack.Components.Keda;

/// <summary>How a model is scaled: one engine for each <see cref="Threshold"/> of a metric's sum over all engines.</summary>
/// <remarks>Source: KEDA's ScaledObject and Prometheus scaler, and the Kubernetes HorizontalPodAutoscaler below them.</remarks>
public sealed record ScaleOptions : LinkOptions, IReplicaBounds
{
    /// <summary>Metric that the number of engines follows: a gauge of the engines, summed up.</summary>
    /// <value>Default: <c>vllm:num_requests_waiting</c>, the requests that queue.</value>
    public string Metric { get; init; } = "vllm:num_requests_waiting";

    /// <summary>Value that one engine is meant to carry; above it, another is started.</summary>
    /// <value>0.001 (Kubernetes counts in thousandths) or more. Default: 5.</value>
    public double Threshold { get; init; } = 5;

    /// <summary>Fewest engines.</summary>
    /// <value>0 or more. Default: 1. With 0 the model sleeps when nobody asks, and the router's request counter wakes it.</value>
    public int MinReplicas { get; init; } = 1;

    /// <summary>Most engines.</summary>
    /// <value>1 or more. Default: 3.</value>
    public int MaxReplicas { get; init; } = 3;

    /// <summary>How often the metric is asked for.</summary>
    /// <value>1 s to 1 h. Default: 30 s.</value>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the metric has to be low before engines are taken away.</summary>
    /// <value>0 s to 30 days, and at most an hour with one engine or more, which is the HorizontalPodAutoscaler's limit. Default: 300 s.</value>
    public TimeSpan CooldownPeriod { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Value above which a model without engines gets its first one.</summary>
    /// <value>0 or more. <see langword="null"/> (default): anything above 0. Means nothing unless <see cref="MinReplicas"/> is 0.</value>
    public double? ActivationThreshold { get; init; }
}
