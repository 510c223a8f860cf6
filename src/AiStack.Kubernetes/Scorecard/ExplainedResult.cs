namespace AiStack.Kubernetes.Scorecard;

/// <summary>Something that is not as a check asks, with the reason.</summary>
/// <param name="Result">What was found.</param>
/// <param name="Reason">Why it is so.</param>
public sealed record ExplainedResult(ScoreResult Result, string Reason);
