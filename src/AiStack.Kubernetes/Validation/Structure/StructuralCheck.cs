using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Core.Units;
using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Kubernetes.Validation.Structure;

/// <summary>Holds a value against its schema: types, presence, bounds, alternatives. Fields that the schema does not name are another check's.</summary>
/// <param name="findings">Takes what is found.</param>
internal sealed class StructuralCheck(FindingList findings)
{
    /// <summary>Checks a value and everything in it.</summary>
    public void Check(JsonNode? value, SchemaNode schema, ObjectPath path)
    {
        schema = schema.Resolved;
        if (schema.Dialect == SchemaDialect.Plugin && IsReference(value))
        {
            return;
        }

        if (value is null && (schema.IsNullable || schema.Types.Contains("null")))
        {
            return;
        }

        if (!IsOfType(value, schema))
        {
            findings.Add(path, $"{Capital(JsonWords.Describe(value))} stands here, but the schema wants {Wanted(schema)}.{(value is null ? " Leave the field out, or give it a value." : "")}");
            return;
        }

        CheckChoice(value, schema, path);
        CheckAlternatives(value, schema, path);
        switch (value)
        {
            case JsonObject mapping:
                CheckMapping(mapping, schema, path);
                break;
            case JsonArray list:
                CheckList(list, schema, path);
                break;
            case JsonValue when JsonWords.Text(value) is { } text:
                CheckText(text, schema, path);
                break;
            case JsonValue when JsonWords.Number(value) is { } number:
                CheckNumber(number, schema, path);
                break;
        }
    }

    /// <summary>Whether APISIX puts another value in this one's place at run time.</summary>
    internal static bool IsReference(JsonNode? value) =>
        JsonWords.Text(value) is { } text && (text.StartsWith("$secret://", StringComparison.Ordinal) || text.StartsWith("$env://", StringComparison.OrdinalIgnoreCase));

    private static bool IsOfType(JsonNode? value, SchemaNode schema)
    {
        if (schema.IsIntOrString || schema.IsQuantity)
        {
            return JsonWords.Text(value) is not null || (schema.IsQuantity ? JsonWords.Number(value) is not null : JsonWords.IsWhole(value, asWritten: true));
        }

        return schema.Types.Count == 0 ? value is not null || schema.PreservesUnknownFields : schema.Types.Any(type => IsOfType(value, type, schema.Dialect));
    }

    private static bool IsOfType(JsonNode? value, string type, SchemaDialect dialect) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => JsonWords.Text(value) is not null,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => JsonWords.IsWhole(value, dialect == SchemaDialect.Core),
        "number" => JsonWords.Number(value) is not null,
        "null" => value is null,
        _ => true,
    };

    private static string Wanted(SchemaNode schema) =>
        schema.IsQuantity ? "a quantity such as 500m or 1Gi"
        : schema.IsIntOrString ? "a whole number or text"
        : schema.Types.Count == 0 ? "a value"
        : string.Join(" or ", schema.Types.Select(Noun));

    private static string Noun(string type) => type switch
    {
        "object" => "a mapping",
        "array" => "a list",
        "string" => "text (put quotes around what YAML takes for something else)",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        _ => "nothing",
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private void CheckChoice(JsonNode? value, SchemaNode schema, ObjectPath path)
    {
        if (schema.Enum.Count > 0 && !schema.Enum.Any(allowed => JsonNode.DeepEquals(allowed, value)))
        {
            findings.Add(path, $"{Capital(JsonWords.Describe(value))} is not allowed. Allowed: {JsonWords.List(schema.Enum.Select(allowed => JsonWords.Text(allowed) is { Length: > 0 } text ? text : allowed?.ToJsonString() ?? "null"), 30)}.");
        }

        if (schema.Const is not null && !JsonNode.DeepEquals(schema.Const, value))
        {
            findings.Add(path, $"{Capital(JsonWords.Describe(value))} is not allowed. Allowed: {schema.Const.ToJsonString()}.");
        }
    }

    private void CheckAlternatives(JsonNode? value, SchemaNode schema, ObjectPath path)
    {
        foreach (var part in schema.AllOf)
        {
            Check(value, part, path);
        }

        // The alternatives of a value that may be a number or text say only that; its type is checked already.
        if (schema.AnyOf.Count > 0 && !schema.IsIntOrString)
        {
            CheckAnyOf(value, schema.AnyOf, path);
        }

        if (schema.OneOf.Count > 0)
        {
            CheckOneOf(value, schema.OneOf, path);
        }

        if (schema.Not is { } not && Try(value, not, path).Count == 0)
        {
            findings.Add(path, not.Required.Count > 0 && value is JsonObject
                ? $"These fields may not stand together: {JsonWords.List(not.Required)}."
                : $"{Capital(JsonWords.Describe(value))} is what the schema excludes here ('not').");
        }

        if (schema.If is { } condition && (Try(value, condition, path).Count == 0 ? schema.Then : schema.Else) is { } consequence)
        {
            Check(value, consequence, path);
        }
    }

    private void CheckAnyOf(JsonNode? value, IReadOnlyList<SchemaNode> alternatives, ObjectPath path)
    {
        var tries = alternatives.Select(alternative => Try(value, alternative, path)).ToList();
        if (tries.All(found => found.Count > 0))
        {
            findings.Add(path, $"None of {tries.Count} alternatives of the schema fits. {Reasons(tries)}");
        }
    }

    private void CheckOneOf(JsonNode? value, IReadOnlyList<SchemaNode> alternatives, ObjectPath path)
    {
        var tries = alternatives.Select(alternative => Try(value, alternative, path)).ToList();
        var fitting = tries.Count(found => found.Count == 0);
        if (fitting == 0)
        {
            findings.Add(path, $"One of {tries.Count} alternatives of the schema has to fit, and none does. {Reasons(tries)}");
        }
        else if (fitting > 1)
        {
            var required = alternatives.Where((_, i) => tries[i].Count == 0).SelectMany(alternative => alternative.Resolved.Required).Distinct().ToList();
            findings.Add(path, $"Exactly one of {tries.Count} alternatives of the schema may fit, and {fitting} do.{(required.Count > 0 ? $" Keep one of the fields: {JsonWords.List(required)}." : "")}");
        }
    }

    private static IReadOnlyList<ObjectFinding> Try(JsonNode? value, SchemaNode schema, ObjectPath path)
    {
        var attempt = new FindingList();
        new StructuralCheck(attempt).Check(value, schema, path);
        return attempt.Findings;
    }

    private static string Reasons(List<IReadOnlyList<ObjectFinding>> tries) =>
        string.Join(" ", tries.Take(4).Select((found, i) => string.Create(CultureInfo.InvariantCulture, $"({i + 1}) {found[0]}")));

    private void CheckMapping(JsonObject mapping, SchemaNode schema, ObjectPath path)
    {
        var isCore = schema.Dialect == SchemaDialect.Core;
        foreach (var required in schema.Required)
        {
            if (isCore ? mapping[required] is null : !mapping.ContainsKey(required))
            {
                findings.Add(path, $"The field '{required}' is missing.");
            }
        }

        var present = schema.Dependencies.Where(dependency => mapping.ContainsKey(dependency.Property));
        foreach (var (property, missing) in present.SelectMany(dependency => dependency.Needs.Where(need => !mapping.ContainsKey(need)).Select(need => (dependency.Property, need))))
        {
            findings.Add(path, $"'{property}' also needs the field '{missing}'.");
        }

        if (schema.IsEmbeddedResource && (JsonWords.Text(mapping["apiVersion"]) is not { Length: > 0 } || JsonWords.Text(mapping["kind"]) is not { Length: > 0 }))
        {
            findings.Add(path, "An object stands here, which needs 'apiVersion' and 'kind'.");
        }

        CheckCount(mapping.Count, schema.MinProperties, schema.MaxProperties, "entries", path);
        foreach (var (key, value) in mapping)
        {
            // What is null was never set, for the typed readers of the core kinds.
            if (value is null && isCore)
            {
                continue;
            }

            foreach (var part in SchemaSteps.Into(schema, key))
            {
                Check(value, part, path[key]);
            }
        }
    }

    private void CheckList(JsonArray list, SchemaNode schema, ObjectPath path)
    {
        CheckCount(list.Count, schema.MinItems, schema.MaxItems, "items", path);
        if (schema.Items is { } items)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Check(list[i], items, path[i]);
            }
        }

        ListKeys.Check(list, schema, path, findings);
    }

    private void CheckText(string text, SchemaNode schema, ObjectPath path)
    {
        if (schema.IsQuantity && !Quantity.TryParse(text, out _, out var error))
        {
            findings.Add(path, error);
        }

        // Characters as Go counts them, not UTF-16 units.
        CheckCount(text.EnumerateRunes().Count(), schema.MinLength, schema.MaxLength, "characters", path);
        CheckPattern(text, schema, path);
        if (schema.Format is { } format && TextFormats.Problem(format, text) is { } problem)
        {
            findings.Add(path, $"{JsonWords.Describe(text)} {problem}.");
        }
    }

    private void CheckPattern(string text, SchemaNode schema, ObjectPath path)
    {
        try
        {
            if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
            {
                findings.Add(path, $"{JsonWords.Describe(text)} does not match the pattern {schema.PatternText}");
            }
        }
        catch (RegexMatchTimeoutException)
        {
            findings.Add(path, $"{JsonWords.Describe(text)} could not be held against the pattern {schema.PatternText} within {schema.Pattern!.MatchTimeout.TotalSeconds} seconds.");
        }
    }

    private void CheckNumber(decimal number, SchemaNode schema, ObjectPath path)
    {
        if (schema.Minimum is { } minimum && (schema.IsMinimumExclusive ? number <= minimum : number < minimum))
        {
            findings.Add(path, string.Create(CultureInfo.InvariantCulture, $"{number} is too small: {(schema.IsMinimumExclusive ? "more than" : "at least")} {minimum} is allowed."));
        }

        if (schema.Maximum is { } maximum && (schema.IsMaximumExclusive ? number >= maximum : number > maximum))
        {
            findings.Add(path, string.Create(CultureInfo.InvariantCulture, $"{number} is too large: {(schema.IsMaximumExclusive ? "less than" : "at most")} {maximum} is allowed."));
        }

        if (schema.MultipleOf is > 0 and var unit && number % unit != 0)
        {
            findings.Add(path, string.Create(CultureInfo.InvariantCulture, $"{number} is no multiple of {unit}."));
        }

        if ((schema.Format == "int32" && number is < int.MinValue or > int.MaxValue) || (schema.Format == "int64" && number is < long.MinValue or > long.MaxValue))
        {
            findings.Add(path, string.Create(CultureInfo.InvariantCulture, $"{number} does not fit into {schema.Format[3..]} bits."));
        }
    }

    private void CheckCount(int count, int? atLeast, int? atMost, string what, ObjectPath path)
    {
        if (count < atLeast)
        {
            findings.Add(path, string.Create(CultureInfo.InvariantCulture, $"{count} {what} are too few: at least {atLeast}."));
        }

        if (count > atMost)
        {
            findings.Add(path, string.Create(CultureInfo.InvariantCulture, $"{count} {what} are too many: at most {atMost}."));
        }
    }
}
