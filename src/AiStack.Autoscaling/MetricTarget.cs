namespace AiStack.Autoscaling;

/// <summary>How a value is held against a threshold: <c>metricType</c> of a KEDA trigger.</summary>
public enum MetricTarget
{
    /// <summary>The value, divided by the replicas that there are, is meant to be the threshold.</summary>
    AverageValue,

    /// <summary>The value itself is meant to be the threshold; the ready replicas grow by as much as it is above.</summary>
    Value,
}
