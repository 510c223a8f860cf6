namespace AiStack.Kubernetes.Validation.Cel;

/// <summary>A rule that could not be evaluated.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">What kept it from being evaluated.</param>
/// <param name="Count">For how many values.</param>
public sealed record CelGap(string Rule, string Reason, int Count);
