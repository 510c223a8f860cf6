using AiStack.Kubernetes.References;

namespace AiStack.Kubernetes.Scorecard;

/// <summary>A rule of good practice: the same demand often has an id in several tools.</summary>
/// <param name="Asks">What it asks for, in a few words.</param>
/// <param name="Ids">Its public ids: tool, slash, the tool's own name.</param>
/// <param name="Look">Looks at every object that it concerns.</param>
public sealed record ScoreCheck(string Asks, IReadOnlyList<string> Ids, Func<ReferenceIndex, IEnumerable<ScoreResult>> Look)
{
    /// <summary>Why nothing that is published here meets it, whatever the object.</summary>
    /// <value><see langword="null"/> (default): objects are expected to.</value>
    public string? GeneralReason { get; init; }
}
