using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Turns the JSON of a schema into what is checked with.</summary>
/// <param name="dialect">The rules that it was written for.</param>
/// <param name="definition">Gives the schema of a definition's name, for <c>$ref</c>; <see langword="null"/>: there are no definitions.</param>
internal sealed class SchemaNodeReader(SchemaDialect dialect, Func<string, SchemaNode>? definition = null)
{
    private const string Quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private const string Definitions = "#/definitions/";

    private readonly Dictionary<string, Regex> _patterns = [];

    /// <summary>Reads a schema.</summary>
    /// <param name="json">Its JSON.</param>
    /// <param name="name">Name of its definition.</param>
    /// <exception cref="SchemaException">It is no schema.</exception>
    public SchemaNode Read(JsonNode? json, string? name = null)
    {
        if (json is JsonValue && json.GetValueKind() is System.Text.Json.JsonValueKind.True)
        {
            return new() { Dialect = dialect, PreservesUnknownFields = true };
        }

        if (json is not JsonObject schema)
        {
            throw new SchemaException($"A schema is a mapping, not {JsonWords.Describe(json)}.");
        }

        if (Text(schema, "$ref") is { } reference)
        {
            return Refer(reference);
        }

        var types = Types(schema);
        var (minimum, isMinimumExclusive) = Bound(schema, "minimum", "exclusiveMinimum");
        var (maximum, isMaximumExclusive) = Bound(schema, "maximum", "exclusiveMaximum");
        var additional = schema["additionalProperties"];
        return new()
        {
            Dialect = dialect,
            Name = name,
            Types = types,
            IsNullable = Flag(schema, "nullable"),
            IsIntOrString = Flag(schema, "x-kubernetes-int-or-string") || Text(schema, "format") == "int-or-string",
            IsQuantity = name == Quantity,
            Format = Text(schema, "format"),
            Default = schema["default"]?.DeepClone(),
            Enum = schema["enum"] is JsonArray values ? [.. values] : [],
            Const = schema["const"],
            Pattern = Text(schema, "pattern") is { } pattern ? Pattern(pattern) : null,
            PatternText = Text(schema, "pattern"),
            MinLength = Count(schema, "minLength"),
            MaxLength = Count(schema, "maxLength"),
            Minimum = minimum,
            IsMinimumExclusive = isMinimumExclusive,
            Maximum = maximum,
            IsMaximumExclusive = isMaximumExclusive,
            MultipleOf = JsonWords.Number(schema["multipleOf"]),
            Properties = new((schema["properties"] as JsonObject ?? []).Select(property => KeyValuePair.Create(property.Key, Read(property.Value)))),
            PatternProperties = [.. (schema["patternProperties"] as JsonObject ?? []).Select(property => (Pattern(property.Key), Read(property.Value)))],
            Required = Texts(schema["required"]),
            AdditionalProperties = additional is JsonObject ? Read(additional) : null,
            AllowsAdditionalProperties = additional is JsonValue ? additional.GetValue<bool>() : null,
            PreservesUnknownFields = Flag(schema, "x-kubernetes-preserve-unknown-fields"),
            IsEmbeddedResource = Flag(schema, "x-kubernetes-embedded-resource"),
            MinProperties = Count(schema, "minProperties"),
            MaxProperties = Count(schema, "maxProperties"),
            Items = schema["items"] is JsonObject items ? Read(items) : null,
            MinItems = Count(schema, "minItems"),
            MaxItems = Count(schema, "maxItems"),
            HasUniqueItems = Flag(schema, "uniqueItems") || Text(schema, "x-kubernetes-list-type") == "set",
            ListMapKeys = Texts(schema["x-kubernetes-list-map-keys"]),
            AllOf = Schemas(schema, "allOf"),
            AnyOf = Schemas(schema, "anyOf"),
            OneOf = Schemas(schema, "oneOf"),
            Not = Optional(schema, "not"),
            If = Optional(schema, "if"),
            Then = Optional(schema, "then"),
            Else = Optional(schema, "else"),
            Dependencies = [.. (schema["dependencies"] as JsonObject ?? []).Where(pair => pair.Value is JsonArray).Select(pair => (pair.Key, Texts(pair.Value)))],
            Rules = [.. (schema["x-kubernetes-validations"] as JsonArray ?? []).OfType<JsonObject>().Select(Rule)],
        };
    }

    private SchemaNode Refer(string reference)
    {
        if (definition is null || !reference.StartsWith(Definitions, StringComparison.Ordinal))
        {
            throw new SchemaException($"The reference '{reference}' leads nowhere; only '{Definitions}…' of the same document is followed.");
        }

        return new() { Dialect = dialect, Reference = () => definition(reference[Definitions.Length..]) };
    }

    private static CelRule Rule(JsonObject rule) => new(Text(rule, "rule") ?? "", Text(rule, "message"), Flag(rule, "optionalOldSelf"));

    // Draft 4 says with a truth value that a bound is exclusive, draft 7 gives the bound itself.
    private static (decimal? Bound, bool IsExclusive) Bound(JsonObject schema, string keyword, string exclusive) =>
        JsonWords.Number(schema[exclusive]) is { } bound ? (bound, true) : (JsonWords.Number(schema[keyword]), Flag(schema, exclusive));

    private Regex Pattern(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var read))
        {
            _patterns[pattern] = read = SchemaPattern.Read(pattern);
        }

        return read;
    }

    private IReadOnlyList<SchemaNode> Schemas(JsonObject schema, string keyword) => [.. (schema[keyword] as JsonArray ?? []).Select(json => Read(json))];

    private SchemaNode? Optional(JsonObject schema, string keyword) => schema[keyword] is JsonObject json ? Read(json) : null;

    private static string[] Types(JsonObject schema) => schema["type"] is JsonArray several ? Texts(several) : Text(schema, "type") is { } one ? [one] : [];

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(JsonWords.Text).OfType<string>()];

    private static string? Text(JsonObject schema, string keyword) => JsonWords.Text(schema[keyword]);

    private static bool Flag(JsonObject schema, string keyword) => schema[keyword] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.True;

    private static int? Count(JsonObject schema, string keyword) => JsonWords.Number(schema[keyword]) is { } number ? (int)Math.Clamp(number, 0, int.MaxValue) : null;
}
