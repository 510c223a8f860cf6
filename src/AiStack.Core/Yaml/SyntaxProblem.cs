using AiStack.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiStack.Core.Yaml;

/// <summary>Says in our words what the parser stumbled over: its own messages name its rules, not the edit that mends the file.</summary>
internal static class SyntaxProblem
{
    // Parts of the parser's messages. What no row knows gets the last words; so a new wording costs precision, never correctness.
    private static readonly (string Part, bool AtEnd, string Message, string Fix)[] Rows =
    [
        ("unknown escape", true, "This is not an escape that double quotes know.", "Double the backslash ('\\\\'), or use single quotes, where a backslash is just a backslash."),
        ("hexdecimal", true, "An escape with a number needs hexadecimal digits: \\x41, \\u0041 or \\U00000041.", "Write all digits, or double the backslash."),
        ("invalid Unicode", true, "This escape is no character.", "Write the character itself, or another number."),
        ("unexpected end of stream", false, "The quote that opens here is never closed.", "Close it; inside of single quotes write '' for a quote, inside of double quotes \\\"."),
        ("unexpected document indicator", false, "The quote that opens here is not closed before '---' or '...'.", "Close it, or indent the line."),
        ("invalid mapping", false, "': ' stands inside of a value, or the line is indented deeper than the one it belongs to.", "Put quotes around text with ': ', or line the key up with the others of its mapping."),
        ("Mapping values are not allowed", false, "A key and a colon may not stand here.", "Put quotes around text with ': ', or begin a new line for the key."),
        ("cannot start any token", false, "Text may not begin with this character.", "Put quotes around the text."),
        ("did not find expected key", false, "A key with a colon was expected here.", "Write 'key: value' with a space after the colon, lined up with the other keys."),
        ("expected '-' indicator", false, "An item of the list was expected here.", "Begin it with '- ', or indent the line as what it belongs to."),
        ("',' or ']'", false, "A comma or ']' was expected here.", "Separate the items with commas and close the list."),
        ("',' or '}'", false, "A comma or '}' was expected here.", "Separate the entries with commas and close the mapping."),
        ("expected node content", false, "A value was expected here.", "Remove the surplus bracket, brace or comma, or write the value."),
        ("sequence entries are not allowed", false, "A list may not begin on this line.", "Begin the list on a line of its own, or put quotes around text that begins with '- '."),
        ("simple key", false, "A key must stand on one line, with its colon.", "Write ': ' after the key, on the same line."),
        ("undefined tag handle", false, "The tag is not declared.", "Remove the tag and write the value itself."),
        ("incompatible YAML", false, "The file asks for a YAML version that is not known.", "Remove the line that begins with %YAML."),
        ("directive", false, "A line that begins with % is a directive, which a stack does not need.", "Remove the line, or put quotes around the text."),
        ("anchor", false, "An anchor or alias needs a name.", "Write a name after '&' or '*', or put quotes around text that begins with one."),
    ];

    /// <summary>The problem for what the parser threw.</summary>
    /// <param name="error">What it threw.</param>
    /// <param name="text">The file.</param>
    /// <param name="start">The place of the file's first character.</param>
    /// <param name="open">Lists and mappings that have begun and not ended, innermost first.</param>
    public static Problem From(Exception error, string text, Place start, IReadOnlyCollection<ParsingEvent> open)
    {
        var yaml = error as YamlException;
        var place = yaml is null ? start : At(start, yaml.Start);
        if (FindTab(text, Math.Max(yaml?.Start.Line ?? 1, 1), yaml?.End.Line ?? 0, error.Message.Contains("tab", StringComparison.Ordinal)) is { } tab)
        {
            return YamlProblems.Tab.At(start with { Line = tab.Line, Column = tab.Column }, "This line is indented with a tab.", "Indent with spaces.");
        }

        if (open.FirstOrDefault(IsFlow) is { } bracket && (yaml is null || yaml.End.Index >= text.Length))
        {
            return YamlProblems.Syntax.At(At(start, bracket.Start), "The bracket or brace that opens here is never closed.",
                "Close it, and separate what is in it with commas.");
        }

        foreach (var (part, atEnd, message, fix) in Rows)
        {
            if (yaml is not null && yaml.Message.Contains(part, StringComparison.Ordinal))
            {
                return YamlProblems.Syntax.At(atEnd ? At(start, yaml.End) : place, message, fix);
            }
        }

        return YamlProblems.Syntax.At(place, "From here on the text is not valid YAML.",
            "Look for a quote or bracket that is not closed, a missing ': ' or a line that does not line up with its neighbours.");
    }

    private static bool IsFlow(ParsingEvent value) =>
        value is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };

    private static Place At(Place start, Mark mark) =>
        start with { Line = (int)Math.Max(mark.Line, 1), Column = (int)Math.Max(mark.Column, 1) };

    // The parser notices a tab late: its mark is that of the line before, or of the first key of the mapping.
    private static (int Line, int Column)? FindTab(string text, long from, long to, bool isAboutTabs)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var content = line.TrimStart(" \t");
            var indentation = line[..^content.Length];
            if (number >= from && (isAboutTabs || number <= to) && content.Length > 0 && content[0] != '#' && indentation.Contains('\t'))
            {
                return (number, indentation.IndexOf('\t') + 1);
            }
        }

        return null;
    }
}
