using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace AiStack.Simulator.Protocol;

/// <summary>A JSON value with its place in the request, read the way pydantic reads it: lenient about numbers and truth values in strings, strict about the rest.</summary>
/// <param name="Element">The value.</param>
/// <param name="Place">Dotted path, beginning with <c>body</c>.</param>
internal readonly record struct Fields(JsonElement Element, string Place)
{
    private static readonly FrozenSet<string> s_yes = FrozenSet.ToFrozenSet(["1", "on", "t", "true", "y", "yes"], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> s_no = FrozenSet.ToFrozenSet(["0", "off", "f", "false", "n", "no"], StringComparer.OrdinalIgnoreCase);

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
        ? Element.GetString()!
        : throw Problem("string_type", "Input should be a valid string");

    /// <summary>The value as a whole number; one beyond what fits is the greatest that does.</summary>
    public int AsInt() => (int)Math.Clamp(AsWhole(), int.MinValue, int.MaxValue);

    /// <summary>The value as a whole number of any size.</summary>
    public double AsWhole() => TryNumber() switch
    {
        null when Element.ValueKind == JsonValueKind.String => throw Problem("int_parsing", "Input should be a valid integer, unable to parse string as an integer"),
        null => throw Problem("int_type", "Input should be a valid integer"),
        { } number when number != Math.Floor(number) => throw Problem("int_from_float", "Input should be a valid integer, got a number with a fractional part"),
        { } number => number,
    };

    /// <summary>The value as a number.</summary>
    public double AsNumber() => TryNumber() ?? throw (Element.ValueKind == JsonValueKind.String
        ? Problem("float_parsing", "Input should be a valid number, unable to parse string as a number")
        : Problem("float_type", "Input should be a valid number"));

    /// <summary>The value as true or false.</summary>
    public bool AsBool() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when Element.GetDouble() is 0 or 1 => Element.GetDouble() == 1,
        JsonValueKind.String when s_yes.Contains(Element.GetString()!) => true,
        JsonValueKind.String when s_no.Contains(Element.GetString()!) => false,
        JsonValueKind.String or JsonValueKind.Number => throw Problem("bool_parsing", "Input should be a valid boolean, unable to interpret input"),
        _ => throw Problem("bool_type", "Input should be a valid boolean"),
    };

    /// <summary>The value, which must be an object.</summary>
    public Fields AsObject() => Element.ValueKind == JsonValueKind.Object ? this : throw Problem("dict_type", "Input should be a valid dictionary");

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
        JsonValueKind.String => $"'{Shorten(Element.GetString()!)}'",
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Null => "None",
        _ => Shorten(Element.GetRawText()),
    };

    private static string Shorten(string text) => text.Length > 200 ? text[..200] + "...[truncated]" : text;

    // Pydantic takes true and false for 1 and 0.
    private double? TryNumber() => Element.ValueKind switch
    {
        JsonValueKind.Number => Element.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String when double.TryParse(Element.GetString()!, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

}
