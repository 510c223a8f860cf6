using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiStack.Components.Apisix.Standalone;

/// <summary>Writes documents as <c>apisix.yaml</c>, in forms that both of APISIX' YAML readers, tinyyaml and libyaml, take alike.</summary>
/// <remarks>Source: apache/apisix, <c>apisix/core/config_yaml.lua</c> and <c>apisix/cli/file.lua</c>.</remarks>
public static partial class ApisixYaml
{
    private const string Indentation = "  ";

    // APISIX puts the environment in for ${{NAME}}, wherever it stands. The default of a variable that nobody has stands for the dollar sign itself.
    private const string Placeholder = "${{";
    private const string PlaceholderItself = "${{AISTACK_DOLLAR_SIGN:=$}}{{";

    /// <summary>The text of a document, with the line at its end without which APISIX does not load it.</summary>
    public static string Write(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);

        var yaml = new StringBuilder();
        WriteEntries(yaml, document, "");
        return yaml.Append(ApisixFacts.EndMarker).Append('\n').ToString();
    }

    private static void WriteEntries(StringBuilder yaml, JsonObject mapping, string indent)
    {
        foreach (var (key, value) in mapping)
        {
            if (value is not null)
            {
                yaml.Append(indent).Append(PlainKey().IsMatch(key) ? key : Quoted(key)).Append(':');
                WriteValue(yaml, value, indent);
            }
        }
    }

    // Behind a key or the dash of an item, on the same line where it fits.
    private static void WriteValue(StringBuilder yaml, JsonNode value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } mapping:
                yaml.Append('\n');
                WriteEntries(yaml, mapping, indent + Indentation);
                break;
            case JsonArray { Count: > 0 } list:
                yaml.Append('\n');
                WriteItems(yaml, list, indent + Indentation);
                break;
            case JsonValue when value.GetValueKind() == JsonValueKind.String:
                WriteText(yaml, value.GetValue<string>().Replace(Placeholder, PlaceholderItself, StringComparison.Ordinal), indent + Indentation);
                break;
            default:
                // Numbers, booleans and what is empty are the same in JSON.
                yaml.Append(' ').Append(value.ToJsonString()).Append('\n');
                break;
        }
    }

    private static void WriteItems(StringBuilder yaml, JsonArray list, string indent)
    {
        foreach (var item in list)
        {
            if (item is JsonObject { Count: > 0 } mapping)
            {
                // Its first entry stands behind the dash.
                var entries = new StringBuilder();
                WriteEntries(entries, mapping, indent + Indentation);
                yaml.Append(indent).Append("- ").Append(entries, indent.Length + Indentation.Length, entries.Length - indent.Length - Indentation.Length);
            }
            else
            {
                yaml.Append(indent).Append('-');
                WriteValue(yaml, item ?? throw new NotSupportedException("A list of a document has no empty items."), indent);
            }
        }
    }

    private static void WriteText(StringBuilder yaml, string text, string indent)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || !Block().IsMatch(text))
        {
            yaml.Append(' ').Append(Quoted(text)).Append('\n');
            return;
        }

        var ends = text.EndsWith('\n');
        yaml.Append(ends ? " |\n" : " |-\n");
        foreach (var line in (ends ? text[..^1] : text).Split('\n'))
        {
            yaml.Append(line.Length > 0 ? indent : "").Append(line).Append('\n');
        }
    }

    // Between single quotes everything stands for itself; control characters, line breaks among them, exist between double ones only.
    private static string Quoted(string text) => Printable().IsMatch(text) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : DoubleQuoted(text);

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when !Printable().IsMatch(letter.ToString()) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    // No word that a reader may take for a boolean or a number is among the keys of documents, except in quotes.
    [GeneratedRegex("^(?!(?:[yn]|yes|no|on|off|true|false|null)$)[a-z_][a-z0-9_-]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlainKey();

    // Lines without blanks at their ends, the first with a letter at its beginning, with one line break at the end at most: what every reader gives back as it was.
    [GeneratedRegex(@"^(?![ \n])(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|(?<! )\n(?!\n\z))*(?<! )\z", RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Printable();
}
