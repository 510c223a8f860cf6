using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>A chart's values.schema.json: Helm refuses values that the chart does not know or that cannot be meant.</summary>
/// <remarks>Source: Helm documentation, «Schema Files»; JSON Schema draft 7.</remarks>
internal static class ValuesSchema
{
    private const string Quantity = "^[0-9]+(\\.[0-9]+)?(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$";
    private const string Image = "^[^\\s]+$";
    private const string ObjectName = "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$";
    private const string Domain = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string? domain, IReadOnlyList<ChartValue> values)
    {
        var properties = new JsonObject();
        if (domain is not null)
        {
            properties["domain"] = Text(Domain);
        }

        properties["namespaces"] = Mapping(new() { ["create"] = new JsonObject { ["type"] = "boolean" } });
        foreach (var section in values.GroupBy(value => value.Section))
        {
            properties[section.Key] = Mapping(new(section.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)SchemaOf(value)))));
        }

        // What a chart around this one shares with it.
        properties["global"] = new JsonObject { ["type"] = "object" };
        var schema = Mapping(properties);
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        if (values.Any(value => value.IsCanonical))
        {
            schema["definitions"] = new JsonObject { [CanonicalQuantity.Name] = CanonicalQuantity.Definition };
        }

        return $"{schema.ToJsonString(s_options)}\n";
    }

    private static JsonObject SchemaOf(ChartValue value) => value.Section switch
    {
        ChartSections.Images => value.Default is JsonObject ? Mapping(new() { ["registry"] = Text(Image), ["name"] = Text(Image) }) : Text(Image),
        ChartSections.Replicas => Count(0),
        ChartSections.Scaling => Scaling((JsonObject)value.Default),
        ChartSections.Storage => Mapping(new() { ["size"] = value.IsCanonical ? CanonicalQuantity.Of($"{value.Default["size"]}") : Text(Quantity), ["class"] = new JsonObject { ["type"] = "string" } }),
        ChartSections.Secrets => Text(ObjectName),
        ChartSections.Resources when value.IsCanonical => CanonicalResources((JsonObject)value.Default),
        _ => ResourcesOf((JsonObject)value.Default),
    };

    private static JsonObject ResourcesOf(JsonObject resources) => resources.ContainsKey("requests") || resources.ContainsKey("limits")
        ? Mapping(new() { ["requests"] = Amounts(), ["limits"] = Amounts() })
        : Amounts();

    // A list of amounts, in which only the device's name is none.
    private static JsonObject CanonicalResources(JsonObject published)
    {
        var properties = published.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)(Regex.IsMatch($"{entry.Value}", Quantity) ? CanonicalQuantity.Of($"{entry.Value}") : Text(Image))));
        return new() { ["type"] = "object", ["properties"] = new JsonObject(properties), ["additionalProperties"] = new JsonObject { ["$ref"] = $"#/definitions/{CanonicalQuantity.Name}" } };
    }

    // Of Kubernetes' own resources and of devices; an operator's list of them has further texts, such as the device's name.
    private static JsonObject Amounts() => new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number") } };

    private static JsonObject Mapping(JsonObject properties) => new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    // A scaler that can choose between none and one only has no maximum to set.
    private static JsonObject Scaling(JsonObject published) =>
        Mapping(new(published.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Count(LeastOf(entry.Value!), published.ContainsKey("max") ? null : 1)))));

    // Only what may sleep has somebody who wakes it; and no more than none would be none for ever.
    private static int LeastOf(JsonNode published) => Math.Min(published.GetValue<int>(), 1);

    private static JsonObject Count(int least, int? most = null)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = least };
        if (most is not null)
        {
            schema["maximum"] = most;
        }

        return schema;
    }
}
