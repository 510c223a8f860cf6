namespace AiStack.Autoscaling;

/// <summary>Who decides about a number of replicas.</summary>
public enum ScalingActor
{
    /// <summary>KEDA's operator: from zero and to zero.</summary>
    Keda,

    /// <summary>The HorizontalPodAutoscaler that KEDA makes: between the fewest and the most.</summary>
    HorizontalPodAutoscaler,
}
