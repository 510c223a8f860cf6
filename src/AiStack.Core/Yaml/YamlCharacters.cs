using System.Globalization;
using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>Which characters a YAML file may hold: the parser does not look, and takes NUL for the end of the text.</summary>
internal static class YamlCharacters
{
    // A binary file would otherwise give a problem for every second byte.
    private const int MostReported = 10;

    /// <summary>Reports characters that may not stand in a file, and gives the text with each replaced by U+FFFD so that parsing can go on.</summary>
    public static string Check(string text, Place start, List<Problem> problems)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        char[]? replaced = null;
        var (line, lineStart, found) = (1, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                (line, lineStart) = (line + 1, i + 1);
            }
            else if (!IsAllowed(text, i))
            {
                replaced ??= text.ToCharArray();
                replaced[i] = '\uFFFD';
                if (++found <= MostReported)
                {
                    problems.Add(At(start with { Line = line, Column = i - lineStart + 1 }, text[i]));
                }
            }
        }

        return replaced is null ? text : new string(replaced);
    }

    /// <summary>Whether the character is printable by YAML 1.2 (5.1), which the halves of a surrogate pair are only together.</summary>
    public static bool IsAllowed(string text, int index) => text[index] switch
    {
        '\t' or '\n' or '\r' or '\u0085' => true,
        < ' ' or (>= '\u007F' and < '\u00A0') or '\uFFFE' or '\uFFFF' => false,
        var c when char.IsHighSurrogate(c) => index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]),
        var c when char.IsLowSurrogate(c) => index > 0 && char.IsHighSurrogate(text[index - 1]),
        _ => true,
    };

    /// <summary>The problem for one character.</summary>
    public static Problem At(Place place, char character) => YamlProblems.Character.At(place,
        string.Create(CultureInfo.InvariantCulture, $"The character U+{(int)character:X4} is not allowed here."),
        character == '\0' ? "Delete it." : string.Create(CultureInfo.InvariantCulture, $"Delete it, or write \"\\u{(int)character:X4}\" in double quotes."));
}
