using System.Buffers;
using System.Globalization;
using System.Text;
using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>Which quotes a text needs.</summary>
internal static class YamlText
{
    private static readonly Place Nowhere = new(string.Empty);

    private static readonly SearchValues<char> NeverFirst = SearchValues.Create("!&*|>%@`#=?:");
    private static readonly SearchValues<char> Never = SearchValues.Create("[]{},\"'\\");
    private static readonly string[] Sequences = [": ", " #"];
    private static readonly string[] Starts = ["- ", "--- ", "... "];

    // A key longer than 1,024 characters would need the '? ' form.
    private const int LongestKey = 1000;

    /// <summary>The key of a mapping: always on one line.</summary>
    public static string Key(string key)
    {
        if (key.Length > LongestKey)
        {
            throw new ArgumentException($"A key of {key.Length} characters is longer than the {LongestKey} that can be written: '{key[..40]}…'.");
        }

        return IsSafePlain(key) && key != "<<" && !IsTyped(key) ? key : Quote(key);
    }

    /// <summary>A value: plain where it stays what it is, a literal block for lines, else quoted.</summary>
    /// <param name="scalar">The value.</param>
    /// <param name="indentation">Spaces before each line of a literal block.</param>
    public static string Value(ScalarNode scalar, int indentation)
    {
        if (scalar.IsPlain && scalar.Value.Length == 0)
        {
            return "null";
        }

        if (IsSafePlain(scalar.Value) && (scalar.IsPlain || !IsTyped(scalar.Value)))
        {
            return scalar.Value;
        }

        return indentation > 0 && IsLiteral(scalar.Value) ? Literal(scalar.Value, indentation) : Quote(scalar.Value);
    }

    /// <summary>Whether the text may stand without quotes, in block and in flow style.</summary>
    public static bool IsSafePlain(string text)
    {
        if (text is "" or "---" or "..." or "-" || text[0] == ' ' || text[^1] is ' ' or ':')
        {
            return false;
        }

        return !NeverFirst.Contains(text[0]) && !text.AsSpan().ContainsAny(Never)
            && !Sequences.Any(sequence => text.Contains(sequence, StringComparison.Ordinal))
            && !Starts.Any(start => text.StartsWith(start, StringComparison.Ordinal))
            && IsPrintable(text, lines: false);
    }

    private static bool IsTyped(string text) => new ScalarNode(text, IsPlain: true, Nowhere).IsTyped;

    // A first line that begins with a space would need an indentation indicator; a text of line ends alone has no line to show it.
    private static bool IsLiteral(string text) => text.Contains('\n', StringComparison.Ordinal)
        && text[0] is not (' ' or '\n' or '\t') && IsPrintable(text, lines: true)
        && !text.Contains(" \n", StringComparison.Ordinal) && text[^1] != ' ';

    private static string Literal(string text, int indentation)
    {
        var body = text.TrimEnd('\n');
        var result = new StringBuilder("|").Append((text.Length - body.Length) switch { 0 => "-", 1 => "", _ => "+" });
        foreach (var line in body.Split('\n'))
        {
            result.Append('\n').Append(' ', line.Length == 0 ? 0 : indentation).Append(line);
        }

        return result.Append('\n', Math.Max(0, text.Length - body.Length - 1)).ToString();
    }

    /// <summary>Whether single quotes can hold the text.</summary>
    public static bool IsOneLine(string text) => IsPrintable(text, lines: false);

    /// <summary>The text in quotes.</summary>
    public static string Quote(string text)
    {
        if (IsPrintable(text, lines: false))
        {
            return text.Contains('\'', StringComparison.Ordinal) && !text.AsSpan().ContainsAny('"', '\\')
                ? $"\"{text}\"" : text.Contains('\'', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal) || !text.Contains('"', StringComparison.Ordinal)
                ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : $"'{text}'";
        }

        var result = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(Escape(text, i));
        }

        return result.Append('"').ToString();
    }

    private static string Escape(string text, int index) => text[index] switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\0' => throw new ArgumentException("A text with NUL cannot be written: neither arguments nor environment variables can hold it. Remove the character."),
        var c when char.IsSurrogate(c) && !YamlCharacters.IsAllowed(text, index) => throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"A text with half of a surrogate pair (U+{(int)c:X4}) cannot be written. Remove the character.")),
        var c when IsPrintable(c) && YamlCharacters.IsAllowed(text, index) => c.ToString(),
        var c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
    };

    private static bool IsPrintable(string text, bool lines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!(lines && text[i] == '\n') && !(IsPrintable(text[i]) && YamlCharacters.IsAllowed(text, i)))
            {
                return false;
            }
        }

        return true;
    }

    // Tabs, line ends of any kind (the parser takes U+0085, U+2028 and U+2029 for them) and byte order marks are written as escapes.
    private static bool IsPrintable(char c) => c is not ('\t' or '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' or '\uFEFF');
}
