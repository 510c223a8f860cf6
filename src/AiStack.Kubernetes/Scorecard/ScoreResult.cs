namespace AiStack.Kubernetes.Scorecard;

/// <summary>What a check found about one object.</summary>
/// <param name="Subject">The object.</param>
/// <param name="Failure">What is not as the check asks. <see langword="null"/>: it is.</param>
public sealed record ScoreResult(KubernetesObject Subject, string? Failure);
