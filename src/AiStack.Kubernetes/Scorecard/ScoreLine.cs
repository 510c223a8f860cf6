namespace AiStack.Kubernetes.Scorecard;

/// <summary>A check with what came of it.</summary>
/// <param name="Check">The check.</param>
/// <param name="Passed">Objects that are as it asks.</param>
/// <param name="Explained">Objects that cannot be, with the reason.</param>
/// <param name="Unexplained">Objects that are not, and nobody says why.</param>
public sealed record ScoreLine(ScoreCheck Check, int Passed, IReadOnlyList<ExplainedResult> Explained, IReadOnlyList<ScoreResult> Unexplained);
