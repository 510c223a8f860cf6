namespace AiStack.Autoscaling;

/// <summary>What a <see cref="ScalingPolicy"/> counts.</summary>
public enum ScalingPolicyType
{
    /// <summary>Replicas.</summary>
    Pods,

    /// <summary>Percent of the replicas.</summary>
    Percent,
}
