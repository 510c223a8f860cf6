namespace AiStack.Autoscaling;

/// <summary>How many replicas a fallback asks for.</summary>
/// <remarks>Source: kedacore/keda, <c>pkg/fallback/fallback.go</c>, <c>doFallback</c>. KEDA's <c>scalingModifiers</c> is for formulas over several triggers, which there are none of here.</remarks>
public enum FallbackBehavior
{
    /// <summary>The number of the fallback.</summary>
    Static,

    /// <summary>As many as there are.</summary>
    CurrentReplicas,

    /// <summary>As many as there are, and at least the number of the fallback.</summary>
    CurrentReplicasIfHigher,

    /// <summary>As many as there are, and at most the number of the fallback.</summary>
    CurrentReplicasIfLower,
}
