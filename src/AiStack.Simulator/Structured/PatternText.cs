using System.Text.RegularExpressions;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Structured;

/// <summary>Writes a text that a regular expression matches from its first to its last character.</summary>
internal static class PatternText
{
    private const int Attempts = 16;
    private const string Parameter = "structured_outputs";

    /// <summary>Makes the text up.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="random">Decides what it leaves open.</param>
    /// <exception cref="RequestProblem">It is no regular expression, or one that no text is found for.</exception>
    public static string Write(string pattern, SplitMix random)
    {
        // Python and Rust write a group's name with a P.
        pattern = pattern.Replace("(?P<", "(?<", StringComparison.Ordinal);
        Check(pattern);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (PatternSampler.TrySample(pattern, $@"\A(?:{pattern})\z", ref random) is { } text)
            {
                return text;
            }
        }

        // vLLM's grammars cannot look around or back either.
        throw RequestProblem.BadRequest(
            $"The regular expression '{pattern}' is beyond this simulator. Use literals, classes, groups, alternatives and repetitions.", Parameter);
    }

    private static void Check(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException problem)
        {
            throw RequestProblem.BadRequest($"The regular expression is not valid: {problem.Message}", Parameter);
        }
    }
}
