using System.Text.RegularExpressions;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Patterns;
using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Patterns mean the same in the cluster and on a laptop, and let something through.</summary>
internal sealed class PatternRule : IRule
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Of<AiGatewaySpec>()
        from route in AiRoute.Of(stack, found.Component)
        from problem in CheckRoute(route)
        select problem;

    private static List<Problem> CheckRoute(AiRoute route)
    {
        var (deny, allow) = (route.Options.DenyPatterns, route.Options.AllowPatterns);
        var single = CheckList(route.Link, "deny_patterns", deny).Concat(CheckList(route.Link, "allow_patterns", allow)).ToList();

        single.AddRange(CheckDecorator(route));

        // What is wrong with one pattern already need not be told of all of them together.
        return deny is null || single.Any(problem => problem.Kind.Severity == Severity.Error) || new PatternSet(Said(allow), Said(deny)).LetsSomethingPass().Verdict != PatternVerdict.No
            ? single
            : [.. single, AiRouteProblems.NothingPasses.At(route.Link.Source.Of("deny_patterns"), $"{route.Link}: the deny patterns match every prompt{(allow is null ? "" : " that the allow patterns admit")}, so none passes.", "Narrow the deny patterns.")];
    }

    // A decorator acts before the guard, which sees its messages in every prompt.
    private static IEnumerable<Problem> CheckDecorator(AiRoute route)
    {
        if (route.Options.PromptDecorator is not { } decorator)
        {
            yield break;
        }

        var text = string.Join(' ', decorator.Prepend.Concat(decorator.Append).Select(message => message.Content));
        if (FirstIn(route.Options.DenyPatterns, text) is { } denied)
        {
            yield return AiRouteProblems.NothingPasses.At(route.Link.Source.Of("deny_patterns", $"[{denied}]"),
                $"{route.Link}: deny_patterns[{denied}] matches the messages of prompt_decorator, which are in every prompt when the guard looks at it, so none passes.", "Narrow the pattern, or say the message in other words.");
        }

        if (FirstIn(route.Options.AllowPatterns, text) is { } allowed)
        {
            yield return AiRouteProblems.AllowsEverything.At(route.Link.Source.Of("allow_patterns", $"[{allowed}]"),
                $"{route.Link}: allow_patterns[{allowed}] matches the messages of prompt_decorator, which are in every prompt when the guard looks at it, so all pass.", "Narrow the pattern, or say the message in other words.");
        }
    }

    private static int? FirstIn(IReadOnlyList<string>? patterns, string text)
    {
        for (var index = 0; index < (patterns?.Count ?? 0); index++)
        {
            // A pattern that cannot be used is told of elsewhere.
            if (!string.IsNullOrWhiteSpace(patterns![index]) && SharedPattern.ToDotNet(patterns[index]) is { } pattern && IsIn(text, pattern))
            {
                return index;
            }
        }

        return null;
    }

    // Without a backtracking engine wherever possible; one that takes too long is told of as a risk.
    private static bool IsIn(string text, SharedPattern pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern.Expression, pattern.IsLinear ? pattern.Options | RegexOptions.NonBacktracking : pattern.Options, s_patience);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Said(IReadOnlyList<string>? patterns) => (patterns ?? []).Where(pattern => !string.IsNullOrWhiteSpace(pattern));

    private static IEnumerable<Problem> CheckList(Link link, string property, IReadOnlyList<string>? patterns) =>
        from entry in (patterns ?? []).Select((pattern, index) => (pattern, index))
        where !string.IsNullOrWhiteSpace(entry.pattern)
        from finding in PatternSubset.Check(entry.pattern)
        select KindOf(finding, property).At(link.Source.Of(property, $"[{entry.index}]"),
            $"{link}: {property}[{entry.index}], '{Excerpt.Of(entry.pattern)}', {(finding.Kind == PatternFindingKind.MatchesEverything ? "is" : $"has at character {finding.Position + 1}")} a {finding.Message}.", finding.Fix);

    private static ProblemKind KindOf(PatternFinding finding, string property) => finding switch
    {
        { Severity: Severity.Error } => AiRouteProblems.BadPattern,
        { Kind: PatternFindingKind.MatchesEverything } => property == "allow_patterns" ? AiRouteProblems.AllowsEverything : AiRouteProblems.NothingPasses,
        _ => AiRouteProblems.RiskyPattern,
    };
}
