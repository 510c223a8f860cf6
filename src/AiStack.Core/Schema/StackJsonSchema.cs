using System.Text.Json.Nodes;
using AiStack.Core.Policies;

namespace AiStack.Core.Schema;

/// <summary>The form of a stack file as JSON Schema, draft 7: what editors complete and underline by.</summary>
/// <remarks>Each kind has a definition of its own, told apart by the one word that its <c>kind</c> takes: editors propose only what the kind has.</remarks>
public static class StackJsonSchema
{
    private const string Definitions = "#/definitions/";

    /// <summary>The schema of stack files.</summary>
    /// <param name="schema">What there is.</param>
    public static JsonObject Of(StackSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);

        var root = StackProperties.All.JsonSchema;
        var properties = (JsonObject)root["properties"]!;
        properties.Insert(0, "apiVersion", new JsonObject { ["enum"] = new JsonArray(StackProperties.ApiVersion), ["description"] = "The contract that the file follows." });
        properties["components"] = new JsonObject
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["description"] = "The components, each below its name.",
            ["propertyNames"] = Name(),
            ["additionalProperties"] = Reference("component"),
        };
        properties["links"] = new JsonObject
        {
            ["type"] = new JsonArray("array", "null"),
            ["description"] = "Directed links: the first component is configured to use the second.",
            ["items"] = Reference("link"),
        };
        properties["environments"] = Environments();
        properties["policies"] = Policies();

        return new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "AiStack stack file",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray(["apiVersion", "components", .. Required(root)]),
            ["properties"] = properties.DeepClone(),
            ["definitions"] = new JsonObject(
            [
                new("component", ComponentSchema(schema)),
                new("link", LinkSchema(schema)),
                .. schema.Kinds.Select(kind => new KeyValuePair<string, JsonNode?>(kind.Name, KindSchema(kind))),
            ]),
        };
    }

    private static JsonObject ComponentSchema(StackSchema schema) => new()
    {
        ["oneOf"] = new JsonArray([.. schema.Kinds.Select(kind => (JsonNode)Reference(kind.Name))]),
    };

    private static JsonObject KindSchema(ComponentKind kind)
    {
        var schema = kind.Properties.JsonSchema;
        schema["description"] = kind.Description;
        var properties = (JsonObject)schema["properties"]!;
        properties.Insert(0, "kind", new JsonObject { ["enum"] = new JsonArray(kind.Name), ["description"] = kind.Description });
        schema["required"] = new JsonArray(["kind", .. Required(schema)]);
        if (kind.Children is { } children)
        {
            var child = children.Kind.Properties.JsonSchema;
            child["description"] = children.Kind.Description;

            // A sub-component of which nothing need be said may be a name alone.
            if (!child.ContainsKey("required"))
            {
                child["type"] = new JsonArray("object", "null");
            }

            properties[children.Property] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = children.Kind.Description,
                ["propertyNames"] = Name(),
                ["additionalProperties"] = child,
            };
            if (children.AreRequired)
            {
                properties[children.Property]!["minProperties"] = 1;
                schema["required"] = new JsonArray([.. Required(schema), children.Property]);
            }
        }

        return schema;
    }

    // Which options a link takes depends on the kinds of what it names, which no JSON Schema can look up: all of them are allowed here, and `aistack check` tells.
    private static JsonObject LinkSchema(StackSchema schema)
    {
        var properties = new JsonObject
        {
            ["from"] = new JsonObject { ["type"] = "string", ["description"] = $"The component that is configured, or component/child. {Pairs(schema)}" },
            ["to"] = new JsonObject { ["type"] = "string", ["description"] = "The component that is used, or component/child." },
        };
        var options = schema.Links
            .SelectMany(link => (JsonObject)link.Properties.JsonSchema["properties"]!)
            .GroupBy(option => option.Key, option => option.Value!)
            .Select(option => (option.Key, Forms: option.Select(form => form.DeepClone()).Distinct(JsonEquality.Instance).ToList()));
        foreach (var (name, forms) in options)
        {
            properties[name] = forms is [var only] ? only : new JsonObject { ["anyOf"] = new JsonArray([.. forms]) };
        }

        return new() { ["type"] = "object", ["required"] = new JsonArray("from", "to"), ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static string Pairs(StackSchema schema) =>
        $"Links: {string.Join("; ", schema.Links.GroupBy(link => link.From, link => link.To).Select(pairs => $"{pairs.Key} to {string.Join(", ", pairs)}"))}.";

    // The properties of an override are those of the kind it is about; a component's name does not tell that.
    private static JsonObject Environments()
    {
        JsonObject Map(JsonNode values) => new() { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = values };
        var environments = Map(Map(Map(true)));
        environments["description"] = "Properties that differ in a target environment, by component or component/child.";
        return environments;
    }

    private static JsonObject Policies()
    {
        var policies = PolicyProperties.All.JsonSchema;
        policies["type"] = new JsonArray("array", "null");
        policies["description"] = "Cases for aistack test-policies.";
        return policies;
    }

    private static IEnumerable<JsonNode> Required(JsonObject schema) => ((JsonArray?)schema["required"])?.Select(name => name!.DeepClone()) ?? [];

    private static JsonObject Name() => new() { ["pattern"] = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", ["maxLength"] = Names.LongestLabel };

    private static JsonObject Reference(string name) => new() { ["$ref"] = Definitions + name };

    private sealed class JsonEquality : IEqualityComparer<JsonNode>
    {
        public static JsonEquality Instance { get; } = new();

        public bool Equals(JsonNode? x, JsonNode? y) => JsonNode.DeepEquals(x, y);

        public int GetHashCode(JsonNode obj) => obj.ToJsonString().GetHashCode(StringComparison.Ordinal);
    }
}
