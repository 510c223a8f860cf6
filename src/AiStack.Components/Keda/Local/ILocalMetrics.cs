using AiStack.Autoscaling;

namespace AiStack.Components.Keda;

/// <summary>Answers the questions of triggers on this machine.</summary>
internal interface ILocalMetrics
{
    /// <summary>What a trigger reads now. A failure is an answer too, never an exception.</summary>
    Task<MetricReading> ReadAsync(ScalingTrigger trigger, CancellationToken cancelled);
}
