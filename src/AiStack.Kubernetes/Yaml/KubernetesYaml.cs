using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Yaml;

/// <summary>Writes objects as YAML that every reader takes alike: block style, two spaces, LF, lists flush with their key, quotes wherever YAML 1.1 or 1.2 would see no text.</summary>
/// <remarks>kubectl, Helm and kustomize read YAML 1.1, in which <c>on</c>, <c>0777</c>, <c>1_000</c> and <c>12:30</c> are no texts.</remarks>
public static class KubernetesYaml
{
    /// <summary>Writes an object as one document: apiVersion, kind, metadata, then its content in its own order.</summary>
    public static string Write(KubernetesObject made)
    {
        ArgumentNullException.ThrowIfNull(made);

        var text = new StringBuilder(1024);
        Line(text, "apiVersion", made.ApiVersion);
        Line(text, "kind", made.Kind);
        text.Append("metadata:\n");
        WriteMapping(text, made.Metadata(), 2, isBegun: false);
        WriteMapping(text, made.Content, 0, isBegun: false);
        return text.ToString();
    }

    /// <summary>Writes any JSON object as one document.</summary>
    public static string Write(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);

        var text = new StringBuilder(1024);
        if (json.Count == 0)
        {
            text.Append("{}\n");
        }

        WriteMapping(text, json, 0, isBegun: false);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string key, string value) => text.Append(key).Append(": ").Append(KubernetesText.Value(value, 2)).Append('\n');

    // Entries without a value are what a renderer leaves out.
    private static void WriteMapping(StringBuilder text, JsonObject mapping, int indentation, bool isBegun)
    {
        foreach (var (key, value) in mapping)
        {
            if (value is null)
            {
                continue;
            }

            text.Append(' ', isBegun ? 0 : indentation).Append(KubernetesText.Key(key)).Append(':');
            isBegun = false;
            WriteValue(text, value, indentation);
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode value, int indentation)
    {
        switch (value)
        {
            case JsonObject mapping when HasEntries(mapping):
                text.Append('\n');
                WriteMapping(text, mapping, indentation + 2, isBegun: false);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                WriteList(text, list, indentation, isBegun: false);
                break;
            default:
                text.Append(' ').Append(Scalar(value, indentation + 2)).Append('\n');
                break;
        }
    }

    private static void WriteList(StringBuilder text, JsonArray list, int indentation, bool isBegun)
    {
        foreach (var item in list)
        {
            text.Append(' ', isBegun ? 0 : indentation).Append("- ");
            isBegun = false;
            switch (item)
            {
                case JsonObject mapping when HasEntries(mapping):
                    WriteMapping(text, mapping, indentation + 2, isBegun: true);
                    break;
                case JsonArray { Count: > 0 } inner:
                    WriteList(text, inner, indentation + 2, isBegun: true);
                    break;
                default:
                    text.Append(item is null ? "null" : Scalar(item, indentation + 2)).Append('\n');
                    break;
            }
        }
    }

    private static bool HasEntries(JsonObject mapping)
    {
        foreach (var (_, value) in mapping)
        {
            if (value is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string Scalar(JsonNode value, int indentation) => value switch
    {
        JsonObject => "{}",
        JsonArray => "[]",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => KubernetesText.Value(value.GetValue<string>(), indentation),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => Number(value),
        },
    };

    private static string Number(JsonNode value) => value.AsValue() switch
    {
        var number when number.TryGetValue(out int whole) => whole.ToString(CultureInfo.InvariantCulture),
        var number when number.TryGetValue(out long large) => large.ToString(CultureInfo.InvariantCulture),
        var number => number.ToJsonString(),
    };
}
