namespace AiStack.Kubernetes.Publishing;

/// <summary>Levels of Kubernetes' Pod Security Standards, from the strictest on.</summary>
public enum PodSecurity
{
    /// <summary>Hardened pods only.</summary>
    Restricted,

    /// <summary>No pods with known ways out of their sandbox.</summary>
    Baseline,

    /// <summary>Any pod.</summary>
    Privileged,
}
