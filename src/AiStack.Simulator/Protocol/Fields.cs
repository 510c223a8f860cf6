using System.Globalization;
using System.Text.Json;

namespace AiStack.Simulator.Protocol;

/// <summary>A JSON value with its place in the request, read the way pydantic reads it: lenient about numbers in strings, strict about the rest.</summary>
/// <param name="Element">The value.</param>
/// <param name="Place">Dotted path, beginning with <c>body</c>.</param>
internal readonly record struct Fields(JsonElement Element, string Place)
{
    /// <summary>A field's value; <see langword="null"/> when it is absent or null.</summary>
    public Fields? Get(string name) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new Fields(value, $"{Place}.{name}")
            : null;

    /// <summary>A field that must be there.</summary>
    public Fields Need(string name) => Element.ValueKind != JsonValueKind.Object
        ? throw Problem("model_type", "Input should be a valid dictionary")
        : Get(name) ?? throw RequestProblem.Malformed("missing", $"{Place}.{name}", "Field required", Describe());

    /// <summary>A string field.</summary>
    public string? GetString(string name) => Get(name)?.AsString();

    /// <summary>A whole number field.</summary>
    public int? GetInt(string name) => Get(name)?.AsInt();

    /// <summary>A number field.</summary>
    public double? GetNumber(string name) => Get(name)?.AsNumber();

    /// <summary>A true or false field; false when absent.</summary>
    public bool GetBool(string name) => Get(name)?.AsBool() ?? false;

    /// <summary>The value as a string.</summary>
    public string AsString() => Element.ValueKind == JsonValueKind.String
        ? ReadString()
        : throw Problem("string_type", "Input should be a valid string");

    /// <summary>The value as a whole number.</summary>
    public int AsInt() => AsNumber() switch
    {
        var number when number != Math.Floor(number) => throw Problem("int_from_float", "Input should be a valid integer, got a number with a fractional part"),
        var number => (int)Math.Clamp(number, int.MinValue, int.MaxValue),
    };

    /// <summary>The value as a number.</summary>
    public double AsNumber()
    {
        if (Element.ValueKind == JsonValueKind.Number)
        {
            return Element.GetDouble();
        }

        return Element.ValueKind == JsonValueKind.String && double.TryParse(Element.GetString(), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Problem("number_type", "Input should be a valid number");
    }

    /// <summary>The value as true or false.</summary>
    public bool AsBool() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Element.GetBoolean()
        : throw Problem("bool_type", "Input should be a valid boolean");

    /// <summary>The values of a list.</summary>
    public IEnumerable<Fields> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Problem("list_type", "Input should be a valid list");
        }

        var place = Place;
        return Element.EnumerateArray().Select((item, i) => new Fields(item, $"{place}.{i}"));
    }

    /// <summary>An error about this value.</summary>
    public RequestProblem Problem(string kind, string what) => RequestProblem.Malformed(kind, Place, what, Describe());

    /// <summary>The value as it is shown in an error, without being repeated in full.</summary>
    public string Describe() => Element.ValueKind switch
    {
        JsonValueKind.Object => $"'<dict of {Element.EnumerateObject().Count()} items>'",
        JsonValueKind.Array => $"'<list of {Element.GetArrayLength()} items>'",
        JsonValueKind.String => $"'{Shorten(ReadString())}'",
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Null => "None",
        _ => Shorten(Element.GetRawText()),
    };

    private static string Shorten(string text) => text.Length > 200 ? text[..200] + "...[truncated]" : text;

    private string ReadString()
    {
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: valid JSON to the letter, but no text.
            throw RequestProblem.Malformed("string_unicode", Place, "Input should be a valid string, unable to parse raw data as a unicode string", "None");
        }
    }
}
