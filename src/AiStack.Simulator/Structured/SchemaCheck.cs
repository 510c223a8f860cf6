using System.Text.Json;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Structured;

/// <summary>Tells a JSON schema from JSON that only looks like one: every keyword must have a value of its kind.</summary>
/// <remarks>Source: the JSON Schema meta-schemas, drafts 4 to 2020-12. What a keyword is free to mean, such as <c>default</c>, is not looked at.</remarks>
internal static class SchemaCheck
{
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "object", "array", "null"];

    /// <summary>Checks a schema and all schemas inside it.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="parameter">The request's field that it comes from.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="RequestProblem">It is none; says where and why.</exception>
    public static JsonElement Check(JsonElement schema, string parameter)
    {
        CheckSchema(schema, new Place("$", parameter));
        return schema;
    }

    private static void CheckSchema(JsonElement schema, Place at)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return;
        }

        at.Demand(schema.ValueKind == JsonValueKind.Object, "must be an object or a boolean");
        foreach (var keyword in schema.EnumerateObject())
        {
            CheckKeyword(keyword.Name, keyword.Value, at.Inside(keyword.Name));
        }
    }

    private static void CheckKeyword(string name, JsonElement value, Place at)
    {
        switch (name)
        {
            case "type":
                CheckType(value, at);
                break;
            case "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas":
                at.Demand(value.ValueKind == JsonValueKind.Object, "must be an object of schemas");
                value.EnumerateObject().ToList().ForEach(schema => CheckSchema(schema.Value, at.Inside(schema.Name)));
                break;
            case "allOf" or "anyOf" or "oneOf" or "prefixItems":
                at.Demand(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0, "must be a list of schemas");
                CheckSchemas(value, at);
                break;
            case "items" when value.ValueKind == JsonValueKind.Array:
                CheckSchemas(value, at);
                break;
            case "items" or "additionalItems" or "additionalProperties" or "unevaluatedItems" or "unevaluatedProperties" or "propertyNames" or "contains" or "not" or "if" or "then" or "else":
                CheckSchema(value, at);
                break;
            default:
                CheckValue(name, value, at);
                break;
        }
    }

    private static void CheckValue(string name, JsonElement value, Place at)
    {
        switch (name)
        {
            // Draft 3 said so of a single property; vLLM takes lists only.
            case "required":
                at.Demand(IsListOf(value, JsonValueKind.String), "must be a list of names");
                break;
            case "enum":
                at.Demand(value.ValueKind == JsonValueKind.Array, "must be a list of values");
                break;
            case "pattern" or "format" or "$ref" or "title" or "description":
                at.Demand(value.ValueKind == JsonValueKind.String, "must be a string");
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" or "minContains" or "maxContains":
                at.Demand(value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and var count && count == Math.Floor(count), "must be a whole number, 0 or more");
                break;
            case "minimum" or "maximum":
                at.Demand(value.ValueKind == JsonValueKind.Number, "must be a number");
                break;
            // In draft 4 these say whether the other limit is meant without its own value.
            case "exclusiveMinimum" or "exclusiveMaximum":
                at.Demand(value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False, "must be a number");
                break;
            case "multipleOf":
                at.Demand(value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0, "must be a number above 0");
                break;
            case "uniqueItems":
                at.Demand(value.ValueKind is JsonValueKind.True or JsonValueKind.False, "must be true or false");
                break;
        }
    }

    private static void CheckType(JsonElement type, Place at)
    {
        at.Demand(type.ValueKind == JsonValueKind.String || (IsListOf(type, JsonValueKind.String) && type.GetArrayLength() > 0), "must be the name of a type or a list of such names");
        foreach (var name in type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray()] : new[] { type })
        {
            at.Demand(Types.Contains(name.GetString(), StringComparer.Ordinal), $"'{name.GetString()}' is not one of {string.Join(", ", Types)}");
        }
    }

    private static void CheckSchemas(JsonElement list, Place at)
    {
        var number = 0;
        foreach (var schema in list.EnumerateArray())
        {
            CheckSchema(schema, at.Inside($"{number++}"));
        }
    }

    private static bool IsListOf(JsonElement value, JsonValueKind kind) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == kind);

    /// <summary>Where in the schema a value stands, and how a mistake there is told.</summary>
    private sealed record Place(string Path, string Parameter)
    {
        public Place Inside(string name) => new($"{Path}.{name}", Parameter);

        public void Demand(bool holds, string what)
        {
            if (!holds)
            {
                throw RequestProblem.BadRequest($"The JSON schema is not valid: {Path} {what}.", Parameter);
            }
        }
    }
}
