using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Schemas;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Cel;

/// <summary>Values as rules see them: whole numbers as such, fields by names that CEL can spell.</summary>
internal static class CelValues
{
    // Words that CEL keeps for itself; Kubernetes writes fields with such a name between underscores.
    private static readonly HashSet<string> s_keywords = new(StringComparer.Ordinal)
    {
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return",
    };

    /// <summary>A value as a rule sees it.</summary>
    public static object? Of(JsonNode? value, SchemaNode? schema)
    {
        schema = schema?.Resolved;
        return value switch
        {
            null => null,
            JsonObject mapping => mapping.ToDictionary(entry => Name(entry.Key, schema), entry => Of(entry.Value, Into(schema, entry.Key))),
            JsonArray list => list.Select(item => Of(item, schema?.Items)).ToArray(),
            _ => (object?)(value.GetValueKind() switch
            {
                JsonValueKind.String => (object)value.GetValue<string>(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ when IsInteger(value, schema) => (long)JsonWords.Number(value)!.Value,
                _ => (double)JsonWords.Number(value)!.Value,
            }),
        };
    }

    private static bool IsInteger(JsonNode value, SchemaNode? schema) =>
        schema?.Types.Contains("number") != true && JsonWords.IsWhole(value, asWritten: false) && JsonWords.Number(value) is >= long.MinValue and <= long.MaxValue;

    private static SchemaNode? Into(SchemaNode? schema, string key) => schema is null ? null : SchemaSteps.Into(schema, key).FirstOrDefault();

    // Only names that the schema gives are escaped; keys of free mappings are data.
    private static string Name(string key, SchemaNode? schema) =>
        schema?.Properties.ContainsKey(key) != true ? key
        : s_keywords.Contains(key) ? $"__{key}__"
        : key.Replace("__", "__underscores__", StringComparison.Ordinal).Replace(".", "__dot__", StringComparison.Ordinal).Replace("-", "__dash__", StringComparison.Ordinal).Replace("/", "__slash__", StringComparison.Ordinal);
}
