using System.Buffers;
using System.Text;
using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Structured;

/// <summary>Writes a JSON document that fits a schema, with words from the prompt where any text will do.</summary>
/// <param name="prompt">What the person said last.</param>
/// <param name="random">Decides what the schema leaves open.</param>
internal sealed class DocumentWriter(string prompt, SplitMix random)
{
    private const int PreferSimpleBelow = 4;
    private const int DeepestLevel = 32;
    private const int MostOptionalValues = 2_000;
    private const int MostValues = 100_000;

    private static readonly JsonElement AnyObject = JsonDocument.Parse("""{"type":"object"}""").RootElement;

    private readonly ValueMaker _values = new(prompt, random);
    private SplitMix _random = random;
    private int _depth;
    private int _written;

    // From here on only what must be there is written, in the simplest way.
    private bool IsLargeEnough => _depth > PreferSimpleBelow || _written > MostOptionalValues;

    /// <summary>Writes a document.</summary>
    /// <exception cref="RequestProblem">The schema has no document of sensible depth.</exception>
    public string Write(JsonElement schema) => Write(schema, [schema]);

    /// <summary>Writes an object, even if the schema does not say that it is one: the arguments of a call always are.</summary>
    /// <exception cref="RequestProblem">The schema has no document of sensible depth.</exception>
    public string WriteObject(JsonElement schema) => Write(schema, [AnyObject, schema]);

    private string Write(JsonElement root, JsonElement[] parts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using var json = new Utf8JsonWriter(buffer, Reply.JsonOptions);
            WriteValue(json, new Schema(root, parts, Choose), "answer");
        }
        catch (InvalidOperationException problem)
        {
            // A keyword has a value of another kind than it needs, such as a number for `required`.
            throw RequestProblem.BadRequest($"The JSON schema is not valid: {problem.Message}", "response_format");
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private Schema Choose(Schema[] branches)
    {
        var simple = _depth >= PreferSimpleBelow || IsLargeEnough ? Array.FindAll(branches, branch => branch.IsSimple) : [];
        var choices = simple.Length > 0 ? simple : branches;
        // Null is always allowed to be said, but it makes a dull answer.
        var telling = _depth < PreferSimpleBelow && !IsLargeEnough ? Array.FindAll(choices, branch => branch.Type != "null") : [];
        choices = telling.Length > 0 ? telling : choices;
        return choices[_random.Below(choices.Length)];
    }

    private void WriteValue(Utf8JsonWriter json, Schema schema, string name)
    {
        if (++_depth > DeepestLevel || ++_written > MostValues)
        {
            throw RequestProblem.BadRequest("The JSON schema demands a document of more levels or values than a model can write.", "response_format");
        }

        if (schema.Find("const") is { } constant)
        {
            constant.WriteTo(json);
        }
        else if (schema.Find("enum") is { ValueKind: JsonValueKind.Array } options && options.GetArrayLength() > 0)
        {
            ChooseOption(options).WriteTo(json);
        }
        else
        {
            WriteByType(json, schema, name);
        }

        _depth--;
    }

    // A choice that the person named is the one they mean.
    private JsonElement ChooseOption(JsonElement options)
    {
        foreach (var option in options.EnumerateArray())
        {
            if (option.ValueKind == JsonValueKind.String && option.GetString() is { Length: > 1 } text && prompt.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return option;
            }
        }

        return options[_random.Below(options.GetArrayLength())];
    }

    private void WriteByType(Utf8JsonWriter json, Schema schema, string name)
    {
        switch (schema.Type)
        {
            case "object":
                WriteObject(json, schema);
                break;
            case "array":
                WriteArray(json, schema, name);
                break;
            case "integer":
                json.WriteNumberValue((long)_values.Number(schema, whole: true));
                break;
            case "number":
                json.WriteNumberValue(_values.Number(schema, whole: false));
                break;
            case "boolean":
                json.WriteBooleanValue(_random.Below(2) == 0);
                break;
            case "null":
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(_values.Text(schema, name));
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter json, Schema schema)
    {
        var required = schema.FindAll("required").SelectMany(names => names.EnumerateArray()).Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
        var properties = schema.FindAll("properties").SelectMany(all => all.EnumerateObject()).ToLookup(property => property.Name, property => property.Value, StringComparer.Ordinal);
        var written = 0;

        json.WriteStartObject();
        // Optional properties are filled in too, until the document gets deep.
        foreach (var name in properties.Select(group => group.Key).Union(required).Where(name => required.Contains(name) || !IsLargeEnough))
        {
            json.WritePropertyName(name);
            WriteValue(json, schema.Inner(properties[name], Choose), name);
            written++;
        }

        WriteFurther(json, schema, written);
        json.WriteEndObject();
    }

    private void WriteFurther(Utf8JsonWriter json, Schema schema, int written)
    {
        var least = schema.Numbers("minProperties").DefaultIfEmpty(0).Max();
        var further = schema.Find("additionalProperties");
        if (further is { ValueKind: JsonValueKind.Object } && written == 0 && !IsLargeEnough)
        {
            least = Math.Max(least, Math.Min(2, schema.Numbers("maxProperties").DefaultIfEmpty(2).Min()));
        }

        for (var i = 1; written < least; written++, i++)
        {
            json.WritePropertyName($"key{i}");
            WriteValue(json, schema.Inner(further is { } values ? [values] : [], Choose), "value");
        }
    }

    private void WriteArray(Utf8JsonWriter json, Schema schema, string name)
    {
        JsonElement[] places = schema.Find("prefixItems") is { ValueKind: JsonValueKind.Array } prefix ? [.. prefix.EnumerateArray()] : [];
        var least = (int)Math.Min(MostValues + 1, schema.Numbers("minItems").DefaultIfEmpty(0).Max());
        var most = (int)Math.Min(int.MaxValue, schema.Numbers("maxItems").DefaultIfEmpty(int.MaxValue).Min());
        var noFurther = schema.Find("items") is { ValueKind: JsonValueKind.False };
        var wanted = noFurther ? places.Length : Math.Max(places.Length, IsLargeEnough ? 0 : 2);
        var count = Math.Max(least, Math.Min(wanted, most));
        var unique = schema.Find("uniqueItems") is { ValueKind: JsonValueKind.True };

        json.WriteStartArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var item = i < places.Length ? schema.Inner([places[i]], Choose) : schema.Inner(schema.FindAll("items"), Choose);
            if (!unique)
            {
                WriteValue(json, item, name);
            }
            else if (WriteUnique(item, name, seen) is { } text)
            {
                json.WriteRawValue(text, skipInputValidation: true);
            }
        }

        json.WriteEndArray();
    }

    // Tries until an item is new; a list that may not grow any more (three booleans) stays shorter.
    private string? WriteUnique(Schema item, string name, HashSet<string> seen)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, Reply.JsonOptions))
            {
                WriteValue(json, item, attempt == 0 ? name : $"{name} {attempt}");
            }

            var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
            if (seen.Add(text))
            {
                return text;
            }
        }

        return null;
    }
}
