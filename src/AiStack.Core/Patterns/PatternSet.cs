namespace AiStack.Core.Patterns;

/// <summary>The patterns of a prompt guard: a text passes when one of the allow patterns, if there are any, and none of the deny patterns is found in it.</summary>
/// <remarks>Answers are exact for patterns of the shared subset and take counted steps: milliseconds as a rule, seconds for large counts inside loops.</remarks>
public sealed class PatternSet
{
    private readonly IReadOnlyList<string> _allow;
    private readonly IReadOnlyList<string> _deny;

    /// <summary>Puts patterns together.</summary>
    /// <param name="allow">Patterns one of which must be found; none: every text is admitted.</param>
    /// <param name="deny">Patterns none of which may be found.</param>
    public PatternSet(IEnumerable<string> allow, IEnumerable<string> deny)
    {
        ArgumentNullException.ThrowIfNull(allow);
        ArgumentNullException.ThrowIfNull(deny);
        (_allow, _deny) = ([.. allow], [.. deny]);
    }

    /// <summary>Whether any text passes.</summary>
    /// <returns>Yes with a text that passes; No when the deny patterns match every text that the allow patterns admit.</returns>
    public PatternAnswer LetsSomethingPass() => PatternSearch.Find(_allow, _deny);

    /// <summary>Whether the deny patterns together match every text, whatever the allow patterns admit.</summary>
    /// <returns>Yes; No with a text that none of them matches, which without deny patterns is any.</returns>
    public PatternAnswer DeniesEverything() => Contrary(PatternSearch.Find([], _deny));

    /// <summary>Whether a pattern is found in every text: to deny it denies all, to allow it has no effect.</summary>
    /// <param name="pattern">The pattern, as it stands in the stack.</param>
    /// <returns>Yes; No with a text that it does not match.</returns>
    public static PatternAnswer MatchesEverything(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Contrary(PatternSearch.Find([], [pattern]));
    }

    /// <summary>Whether a pattern is found in any text: one such as <c>a^b</c> is in none.</summary>
    /// <param name="pattern">The pattern, as it stands in the stack.</param>
    /// <returns>Yes with a text that it matches; No.</returns>
    public static PatternAnswer MatchesSomething(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return PatternSearch.Find([pattern], []);
    }

    // A text that was found is the exception from what was asked.
    private static PatternAnswer Contrary(PatternAnswer found) => found with
    {
        Verdict = found.Verdict switch { PatternVerdict.Yes => PatternVerdict.No, PatternVerdict.No => PatternVerdict.Yes, _ => PatternVerdict.Unknown },
    };
}
