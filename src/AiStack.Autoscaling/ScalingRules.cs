namespace AiStack.Autoscaling;

/// <summary>How the number of a model's engines follows its load: what a KEDA ScaledObject says, and the HorizontalPodAutoscaler that KEDA makes of it.</summary>
/// <remarks>
/// One value for both: the ScaledObject is written from it, and <see cref="Autoscaler"/> acts on it.
/// Source of names and defaults: kedacore/keda v2.20, <c>apis/keda/v1alpha1/scaledobject_types.go</c>; keda-docs, <c>reference/scaledobject-spec.md</c>.
/// </remarks>
public sealed record ScalingRules
{
    /// <summary>Fewest replicas.</summary>
    /// <value>0 or more. Default: 0, as KEDA has it. With 0 nothing runs while no trigger is active.</value>
    public int MinReplicas { get; init; }

    /// <summary>Most replicas.</summary>
    /// <value>1 or more, and at least <see cref="MinReplicas"/>. Default: 100.</value>
    public int MaxReplicas { get; init; } = 100;

    /// <summary>Time between two looks at the triggers.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long no trigger has to be active before the last replica is taken away.</summary>
    /// <value>Default: 300 s. Means nothing unless <see cref="MinReplicas"/> is 0: between one replica and several it is <see cref="ScaleDown"/> that counts.</value>
    public TimeSpan CooldownPeriod { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long a new ScaledObject that was never active is kept from the step to zero.</summary>
    /// <value><see langword="null"/> (default): not at all, the first poll may take it.</value>
    public TimeSpan? InitialCooldownPeriod { get; init; }

    /// <summary>What is measured. Any one of them wakes; the one that asks for most replicas counts.</summary>
    public required IReadOnlyList<ScalingTrigger> Triggers { get; init; }

    /// <summary>What counts while a trigger cannot be read.</summary>
    /// <value><see langword="null"/> (default): the number of replicas stays as it is.</value>
    public ScalingFallback? Fallback { get; init; }

    /// <summary>How fast replicas are added.</summary>
    /// <value>Default: <see cref="ScalingSpeed.DefaultUp"/>.</value>
    public ScalingSpeed ScaleUp { get; init; } = ScalingSpeed.DefaultUp;

    /// <summary>How fast replicas are taken away, down to one.</summary>
    /// <value>Default: <see cref="ScalingSpeed.DefaultDown"/>.</value>
    public ScalingSpeed ScaleDown { get; init; } = ScalingSpeed.DefaultDown;

    /// <summary>Fewest replicas that the HorizontalPodAutoscaler knows: it cannot go to zero, KEDA does.</summary>
    /// <remarks>Source: kedacore/keda, <c>apis/keda/v1alpha1/scaledobject_types.go</c>, <c>GetHPAMinReplicas</c>.</remarks>
    internal int AutoscalerMinimum => Math.Max(1, MinReplicas);
}
