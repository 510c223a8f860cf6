using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Kubernetes.Scorecard;

/// <summary>How a publication stands against rules of good practice.</summary>
public sealed class Score
{
    private Score(IReadOnlyList<ScoreLine> lines) => Lines = lines;

    /// <summary>Every check with what came of it.</summary>
    public IReadOnlyList<ScoreLine> Lines { get; }

    /// <summary>Findings that nobody explains.</summary>
    public IEnumerable<ScoreResult> Unexplained => Lines.SelectMany(line => line.Unexplained);

    /// <summary>Looks at a publication.</summary>
    /// <param name="index">Its objects.</param>
    /// <param name="explanations">Why some of them cannot meet some rules.</param>
    public static Score Of(ReferenceIndex index, IReadOnlyList<Explanation> explanations)
    {
        ArgumentNullException.ThrowIfNull(index);

        var bySubject = explanations.ToLookup(explanation => explanation.Subject);
        return new([.. PodChecks.All.Concat(ContainerChecks.All).Concat(ObjectChecks.All).Select(check => Line(check, index, bySubject))]);
    }

    private static ScoreLine Line(ScoreCheck check, ReferenceIndex index, ILookup<ObjectKey, Explanation> explanations)
    {
        var (passed, explained, unexplained) = (0, new List<ExplainedResult>(), new List<ScoreResult>());
        foreach (var result in check.Look(index))
        {
            if (result.Failure is null)
            {
                passed++;
            }
            else if ((ReasonOf(check, explanations[result.Subject.Key]) ?? check.GeneralReason) is { } reason)
            {
                explained.Add(new(result, reason));
            }
            else
            {
                unexplained.Add(result);
            }
        }

        return new(check, passed, explained, unexplained);
    }

    private static string? ReasonOf(ScoreCheck check, IEnumerable<Explanation> explanations) =>
        explanations.FirstOrDefault(explanation => explanation.Rule == "*" || check.Ids.Contains(explanation.Rule))?.Reason;
}
