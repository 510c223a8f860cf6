using System.Globalization;
using System.Text;

namespace AiStack.Core.Yaml;

/// <summary>
/// Writes values as YAML in one canonical form: block style, two spaces, LF, quotes only where the text would read back as something
/// else. What is written reads back equal: same values in the same order, text as text, numbers as numbers.
/// </summary>
public static class YamlWriter
{
    /// <summary>Writes a value as one document.</summary>
    /// <param name="root">The value. Plain scalars stay plain where YAML allows it; quoted ones lose quotes that change nothing.</param>
    /// <returns>The document, with a line end after its last line.</returns>
    /// <exception cref="ArgumentException">Some text holds NUL or half of a surrogate pair, which no YAML file can hold; or values are nested too deeply.</exception>
    public static string Write(Node root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var text = new StringBuilder();
        WriteValue(text, root, indentation: 0, Position.Document);
        return text.ToString();
    }

    private enum Position
    {
        Document,
        AfterKey,
        AfterDash,
    }

    private static void WriteValue(StringBuilder text, Node node, int indentation, Position position)
    {
        if (indentation > 2 * YamlReader.MaxDepth)
        {
            throw new ArgumentException("Values are nested more than 100 levels deep, which would not read back.");
        }

        switch (node)
        {
            case MappingNode { Entries.Count: > 0 } mapping:
                WriteMapping(text, mapping, indentation, position);
                break;
            case SequenceNode { Items.Count: > 0 } list:
                WriteSequence(text, list, indentation, position);
                break;
            default:
                Space(text, position);
                text.Append(node is ScalarNode scalar ? YamlText.Value(scalar, indentation) : node is MappingNode ? "{}" : "[]").Append('\n');
                break;
        }
    }

    private static void WriteMapping(StringBuilder text, MappingNode mapping, int indentation, Position position)
    {
        var first = Begin(text, position);
        foreach (var entry in mapping.Entries)
        {
            text.Append(' ', first ? 0 : indentation);
            first = false;
            text.Append(CultureInfo.InvariantCulture, $"{YamlText.Key(entry.Key)}:");
            WriteValue(text, entry.Value, indentation + 2, Position.AfterKey);
        }
    }

    private static void WriteSequence(StringBuilder text, SequenceNode list, int indentation, Position position)
    {
        var first = Begin(text, position);
        foreach (var item in list.Items)
        {
            text.Append(' ', first ? 0 : indentation).Append('-');
            first = false;
            WriteValue(text, item, indentation + 2, Position.AfterDash);
        }
    }

    // Whether the first entry goes on the line that is already begun: '- a: 1'.
    private static bool Begin(StringBuilder text, Position position)
    {
        text.Append(position switch { Position.AfterKey => "\n", Position.AfterDash => " ", _ => "" });
        return position != Position.AfterKey;
    }

    private static void Space(StringBuilder text, Position position) => text.Append(position == Position.Document ? "" : " ");
}
