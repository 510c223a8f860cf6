using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Core.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Components.Tests.Properties;

/// <summary>Values that a JSON Schema of ours admits.</summary>
internal static class JsonSchemaGenerator
{
    private const int LargestNumber = 1_000_000;

    // One of them at least matches each pattern that a property has; a new form of text may need a line here.
    private static readonly string[] s_texts =
    [
        "a", "a1", "some-name", "gpu-l4", "x".PadRight(40, 'y'), "example.com", "a.b-c.example.org", "Qwen/Qwen2-1.5B-Instruct", "/models/local", "nvidia.com/gpu", "amd.com/gpu",
        "x-session-id", "auto", "bfloat16", "1.5B", "7B", "vllm/vllm-openai:v0.9.0", "registry.example.com:5000/team/image@sha256:" + new string('0', 64), "10.0.0.0/8", "2001:db8::/32",
        "https://provider.example.com/v1", "https://example.com", "http://prometheus.monitoring:9090", "/v1/*", "/v1/chat/*", "GET", "POST", "*", "vllm:num_requests_waiting", "Content-Type",
        "a text: with # marks", "- dash", "it's", "\"quoted\"", "yes", "0x1F", "1e3", "5", "true", "~", "two\nlines", "ä😀", "user_1", "_a", "Team", "g6.xlarge", "80Gi", "0.5", "500m", "NoSchedule",
    ];

    /// <summary>Whether a text can be made that matches a pattern.</summary>
    public static bool CanMatch(string pattern) => s_texts.Any(text => Regex.IsMatch(text, pattern));

    /// <summary>A value that a schema admits.</summary>
    public static Gen<Node> Of(JsonObject schema) => schema switch
    {
        _ when schema["anyOf"] is JsonArray forms => Gen.OneOf(forms.Select(form => Of(form!.AsObject()))),
        _ when schema["enum"] is JsonArray words => Gen.Elements(words.Select(word => (Node)Nodes.Text(word!.ToString()))),
        _ when schema["examples"] is JsonArray examples => Gen.Elements(examples.Select(example => (Node)Nodes.Text(example!.ToString()))),
        _ => OfType(schema, schema["type"] is JsonArray types ? types[0]!.ToString() : schema["type"]!.ToString()),
    };

    /// <summary>The properties of a schema, required ones always and others sometimes, without some that are made by somebody else.</summary>
    public static Gen<IReadOnlyList<(string Key, Node? Value)>> Entries(JsonObject schema)
    {
        var required = ((JsonArray?)schema["required"])?.Select(name => name!.ToString()).ToHashSet() ?? [];
        var properties = schema["properties"]?.AsObject() ?? [];
        return from entries in Gen.CollectToArray(properties, property => Entry(property, required.Contains(property.Key)))
               select (IReadOnlyList<(string, Node?)>)[.. entries.Where(entry => entry.Item2 is not null)];
    }

    private static Gen<(string, Node?)> Entry(KeyValuePair<string, JsonNode?> property, bool isRequired) =>
        from isSaid in isRequired ? Gen.Constant(true) : Gen.Frequency((1, Gen.Constant(true)), (2, Gen.Constant(false)))
        from value in isSaid ? Of(property.Value!.AsObject()).Select(node => (Node?)node) : Gen.Constant((Node?)null)
        select (property.Key, value);

    private static Gen<Node> OfType(JsonObject schema, string type) => type switch
    {
        "boolean" => Gen.Elements("true", "false").Select(word => (Node)Nodes.Plain(word)),
        "integer" => Gen.Choose((int?)schema["minimum"] ?? 0, Math.Min((int?)schema["maximum"] ?? LargestNumber, LargestNumber)).Select(number => (Node)Nodes.Plain(number.ToString(CultureInfo.InvariantCulture))),
        "number" => Number(schema),
        "array" => Items(schema["items"]!.AsObject()),
        "object" when schema["additionalProperties"] is JsonObject values => Map(values),
        "object" => Entries(schema).Select(entries => (Node)Nodes.Mapping(entries)),
        _ => Text((string?)schema["pattern"]).Select(text => (Node)Nodes.Text(text)),
    };

    private static Gen<Node> Number(JsonObject schema)
    {
        var lowest = (double?)schema["minimum"] ?? (double?)schema["exclusiveMinimum"] ?? 0;
        var highest = (double?)schema["maximum"] ?? lowest + 1000;
        return Gen.Choose(1, 1000).Select(thousandth => (Node)Nodes.Plain((lowest + ((highest - lowest) * thousandth / 1000)).ToString("R", CultureInfo.InvariantCulture)));
    }

    private static Gen<Node> Items(JsonObject item) =>
        from count in Gen.Choose(1, 3)
        from items in Gen.ArrayOf(Of(item), count)
        select (Node)Nodes.List(items);

    private static Gen<Node> Map(JsonObject values) =>
        from names in Gen.SubListOf("a", "app.kubernetes.io/name", "team", "some-key")
        from entries in Gen.CollectToArray(names, name => Of(values).Select(value => (name, (Node?)value)))
        select (Node)Nodes.Mapping(entries);

    private static Gen<string> Text(string? pattern) =>
        Gen.Elements(s_texts.Where(text => pattern is null || Regex.IsMatch(text, pattern)));
}
