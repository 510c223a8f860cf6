using System.Text.Json;

namespace AiStack.Simulator.Structured;

/// <summary>A JSON schema as a document must meet it: the schema itself, what it refers to, all of its <c>allOf</c> and one of its <c>anyOf</c>.</summary>
/// <remarks>Kept as the list of those parts: a keyword applies if any part has it, and properties of several parts are met together.</remarks>
internal sealed class Schema
{
    private const int MostParts = 64;

    // Alternatives whose alternatives lead back to themselves are not looked through without end.
    private const int DeepestLook = 5;

    private readonly JsonElement _root;
    private readonly List<JsonElement> _parts = [];
    private readonly int _level;

    /// <summary>Puts the parts together.</summary>
    /// <param name="root">The document that references point into.</param>
    /// <param name="schemas">Schemas that must be met together.</param>
    /// <param name="choose">Chooses one of some alternatives.</param>
    public Schema(JsonElement root, IEnumerable<JsonElement> schemas, Func<Schema[], Schema> choose)
        : this(root, schemas, choose, level: 0)
    {
    }

    private Schema(JsonElement root, IEnumerable<JsonElement> schemas, Func<Schema[], Schema> choose, int level)
    {
        _root = root;
        _level = level;
        foreach (var schema in schemas)
        {
            Add(schema, choose);
        }
    }

    /// <summary>The JSON type to write, told from other keywords when it is not named.</summary>
    public string Type
    {
        get
        {
            if (Find("type") is { } type)
            {
                return type.ValueKind == JsonValueKind.Array
                    ? type.EnumerateArray().Select(name => name.GetString()!).OrderBy(name => name == "null").FirstOrDefault("null")
                    : type.GetString() ?? "string";
            }

            return this switch
            {
                _ when Has("properties") || Has("required") || Has("additionalProperties") => "object",
                _ when Has("items") || Has("prefixItems") || Has("minItems") => "array",
                _ when Has("minimum") || Has("maximum") || Has("exclusiveMinimum") || Has("exclusiveMaximum") || Has("multipleOf") => "number",
                _ => "string",
            };
        }
    }

    /// <summary>True when a document can be written without going deeper.</summary>
    public bool IsSimple => Has("const") || Has("enum") || Type is not ("object" or "array");

    /// <summary>A keyword's value from the first part that has it.</summary>
    public JsonElement? Find(string keyword)
    {
        foreach (var part in _parts)
        {
            if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty(keyword, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A keyword's values from all parts that have it.</summary>
    public IEnumerable<JsonElement> FindAll(string keyword) => _parts
        .Where(part => part.ValueKind == JsonValueKind.Object && part.TryGetProperty(keyword, out _))
        .Select(part => part.GetProperty(keyword));

    /// <summary>A keyword's values that are numbers.</summary>
    public IEnumerable<double> Numbers(string keyword) =>
        FindAll(keyword).Where(value => value.ValueKind == JsonValueKind.Number).Select(value => value.GetDouble());

    /// <summary>Whether any part has a keyword.</summary>
    public bool Has(string keyword) => Find(keyword) is not null;

    /// <summary>A schema of the same document.</summary>
    public Schema Inner(IEnumerable<JsonElement> schemas, Func<Schema[], Schema> choose) => new(_root, schemas, choose);

    private void Add(JsonElement schema, Func<Schema[], Schema> choose)
    {
        // A schema that refers to itself without ever getting anywhere has no document; what there is so far must do.
        if (schema.ValueKind != JsonValueKind.Object || _parts.Count >= MostParts)
        {
            return;
        }

        _parts.Add(schema);
        if (schema.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String && Resolve(reference.GetString()) is { } target)
        {
            Add(target, choose);
        }

        if (schema.TryGetProperty("allOf", out var all) && all.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in all.EnumerateArray())
            {
                Add(part, choose);
            }
        }

        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf"])
        {
            if (_level < DeepestLook && schema.TryGetProperty(keyword, out var any) && any is { ValueKind: JsonValueKind.Array } && any.GetArrayLength() > 0 && _parts.Count < MostParts)
            {
                _parts.AddRange(choose([.. any.EnumerateArray().Select(branch => new Schema(_root, [branch], Cheapest, _level + 1))])._parts);
            }
        }
    }

    // While alternatives are only looked at, their own alternatives are settled in the way that ends soonest.
    private static Schema Cheapest(Schema[] branches) => Array.Find(branches, branch => branch.IsSimple) ?? branches[0];

    // "#/$defs/Address", with ~1 for a slash and ~0 for a tilde inside a name.
    private JsonElement? Resolve(string? pointer)
    {
        if (pointer is null || !pointer.StartsWith('#'))
        {
            return null;
        }

        JsonElement? found = _root;
        foreach (var step in pointer.Split('/').Skip(1).Select(step => Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            found = found switch
            {
                { ValueKind: JsonValueKind.Object } parent when parent.TryGetProperty(step, out var child) => child,
                { ValueKind: JsonValueKind.Array } list when int.TryParse(step, out var index) && index < list.GetArrayLength() => list[index],
                _ => null,
            };
        }

        return found;
    }
}
