using AiStack.Core.Problems;

namespace AiStack.Core.Patterns;

/// <summary>The part of regular expressions that PCRE (in APISIX) and .NET (in our gateway) share.</summary>
public static class PatternSubset
{
    // Compiled patterns of PCRE end at 64 KiB; half of that leaves room for what is only estimated.
    private const double LargestCompiledSize = 32_768;

    /// <summary>Names everything in a pattern that is outside the shared subset, wrong, or dangerous.</summary>
    /// <param name="pattern">The pattern, as it stands in the stack.</param>
    /// <returns>The findings by position; none for a pattern without reservation. Errors: the pattern is not accepted.</returns>
    public static IReadOnlyList<PatternFinding> Check(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var (tree, findings) = PatternParser.Parse(pattern);
        return [.. findings.Distinct().Concat(findings.Any(finding => finding.Severity == Severity.Error) ? [] : CheckTree(pattern, tree)).OrderBy(finding => finding.Position)];
    }

    /// <summary>The tree of a pattern of the subset; null for any other.</summary>
    internal static PatternNode? TreeOf(string pattern)
    {
        var (tree, findings) = PatternParser.Parse(pattern);
        return findings.Any(finding => finding.Severity == Severity.Error) || PatternMeasures.CompiledSize(tree) > LargestCompiledSize ? null : tree;
    }

    private static IEnumerable<PatternFinding> CheckTree(string pattern, PatternNode tree)
    {
        if (PatternMeasures.CompiledSize(tree) > LargestCompiledSize)
        {
            yield return new(PatternFindingKind.TooLarge, Severity.Error, 0, pattern.Length, "pattern that PCRE cannot hold: counted groups are written out", "Lower its counts, or split it.");
            yield break;
        }

        if (PatternMeasures.IsOptional(tree))
        {
            yield return new(PatternFindingKind.MatchesEverything, Severity.Warning, 0, pattern.Length, pattern.Length == 0 ? "empty pattern, which matches every text" : "pattern of which everything is optional: it matches every text", "Write what must be there.");
        }

        foreach (var repetition in PatternAmbiguity.Find(tree))
        {
            var quoted = pattern.Substring(repetition.Position, repetition.Length);
            yield return new(
                PatternFindingKind.MayTakeForever, Severity.Warning, repetition.Position, repetition.Length, $"repetition '{quoted}' that may take forever: one text can be divided among its parts in exponentially many ways, and PCRE tries them all before it gives up, unmatched",
                "Let each character be matched by one of the repeated parts only, for example a+ for (?:a+)+.");
        }
    }
}
