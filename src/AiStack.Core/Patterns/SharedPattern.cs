using System.Text.RegularExpressions;

namespace AiStack.Core.Patterns;

/// <summary>A pattern of the shared subset, written for .NET so that it matches exactly the texts that PCRE matches in UTF mode.</summary>
/// <remarks>
/// The two engines read the same pattern differently: in PCRE <c>\d</c>, <c>\w</c>, <c>\s</c> and <c>\b</c> are ASCII, a dot is a whole
/// character also beyond U+FFFF, case is ignored by Unicode's rules, <c>^</c> with <c>(?m)</c> does not match behind a last line feed.
/// So the translation names every set in full and leaves .NET nothing to decide.
/// </remarks>
/// <param name="Expression">The expression for <see cref="Regex"/>.</param>
/// <param name="Options">The options it must be run with; <see cref="RegexOptions.Compiled"/> may be added, and <see cref="RegexOptions.NonBacktracking"/> if <paramref name="IsLinear"/>.</param>
/// <param name="IsLinear">Whether <see cref="RegexOptions.NonBacktracking"/> can run it: it has no lookaround, word boundary, atomic group or back-reference.</param>
public sealed record SharedPattern(string Expression, RegexOptions Options, bool IsLinear)
{
    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">The pattern, as it stands in the stack.</param>
    /// <returns>The translation, or <see langword="null"/> when <see cref="PatternSubset.Check"/> finds an error in the pattern.</returns>
    public static SharedPattern? ToDotNet(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return PatternSubset.TreeOf(pattern) is { } tree ? DotNetWriter.Write(tree) : null;
    }
}
