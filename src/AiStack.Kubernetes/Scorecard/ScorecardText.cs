using System.Globalization;
using System.Text;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Scorecard;

/// <summary>The score as a page of Markdown.</summary>
public static class ScorecardText
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "scorecard.md";

    /// <summary>The page.</summary>
    /// <param name="score">The score.</param>
    /// <param name="explanations">What was said about objects whose pods somebody else makes.</param>
    public static string Of(Score score, IReadOnlyList<Explanation> explanations)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(explanations);

        var text = new StringBuilder("# Scorecard\n\n");
        var (passed, explained, unexplained) = (score.Lines.Sum(line => line.Passed), score.Lines.Sum(line => line.Explained.Count), score.Unexplained.Count());
        text.Append(CultureInfo.InvariantCulture, $"""
            The objects of this directory against the rules of kube-linter, kube-score, Polaris, the Pod Security Standards (pss) and the NSA/CISA hardening guide
            that concern them, each by its public id. {passed} answers are yes, {explained} are no for a reason that is given below, {unexplained} are no without one.

            | what is asked | yes | no, explained | no | ids |
            |---|---|---|---|---|

            """);
        foreach (var line in score.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {line.Check.Asks} | {line.Passed} | {line.Explained.Count} | {line.Unexplained.Count} | {string.Join(", ", line.Check.Ids)} |\n");
        }

        AppendExplained(text, score);
        AppendForeign(text, explanations);
        AppendUnexplained(text, score);
        return text.ToString();
    }

    private static void AppendExplained(StringBuilder text, Score score)
    {
        foreach (var line in score.Lines.Where(line => line.Explained.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## No: {line.Check.Asks}\n\n");
            foreach (var reason in line.Explained.GroupBy(found => found.Reason))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {reason.Key}\n  Where: {string.Join(", ", reason.Select(found => found.Result.Subject.ToString()).Distinct())}.\n");
            }
        }
    }

    private static void AppendForeign(StringBuilder text, IReadOnlyList<Explanation> explanations)
    {
        var foreign = explanations.Where(explanation => explanation.Rule == "*").ToList();
        if (foreign.Count == 0)
        {
            return;
        }

        text.Append("\n## Pods that operators make\n\nTheir templates are the operators': no rule above looks at them.\n\n");
        foreach (var reason in foreign.GroupBy(explanation => explanation.Reason))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {reason.Key}\n  Where: {string.Join(", ", reason.Select(explanation => $"{explanation.Subject.Kind} {explanation.Subject.Namespace}/{explanation.Subject.Name}"))}.\n");
        }
    }

    private static void AppendUnexplained(StringBuilder text, Score score)
    {
        foreach (var line in score.Lines.Where(line => line.Unexplained.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## No, and nobody says why: {line.Check.Asks}\n\n");
            foreach (var found in line.Unexplained)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {found.Subject}: {found.Failure}\n");
            }
        }
    }
}
