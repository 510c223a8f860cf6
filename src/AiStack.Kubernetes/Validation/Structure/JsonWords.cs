using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Validation.Structure;

/// <summary>Values in the words of a message, and numbers whatever type they are held in.</summary>
internal static class JsonWords
{
    private const int LongestText = 60;

    /// <summary>A value as a message names it: <c>'a text'</c>, <c>5</c>, <c>a list</c>, <c>nothing</c>.</summary>
    public static string Describe(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonObject => "a mapping",
        JsonArray => "a list",
        _ when Text(value) is { } text => text.Length <= LongestText ? $"'{text}'" : $"'{text[..LongestText]}…'",
        _ => value.ToJsonString(),
    };

    /// <summary>Words for a message: <c>a, b, c</c>, cut where there are too many to read.</summary>
    public static string List(IEnumerable<string> words, int atMost = 12)
    {
        var all = words.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(atMost)) + (all.Count > atMost ? ", …" : "");
    }

    /// <summary>The text of a value.</summary>
    /// <returns><see langword="null"/>: it is none.</returns>
    public static string? Text(JsonNode? value) => value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : null;

    /// <summary>The number of a value, at the limits of <see cref="decimal"/> for those beyond.</summary>
    /// <returns><see langword="null"/>: it is none.</returns>
    public static decimal? Number(JsonNode? value)
    {
        if (value is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        var text = scalar.ToJsonString();
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : text.StartsWith('-') ? decimal.MinValue
            : decimal.MaxValue;
    }

    /// <summary>Whether a value is a whole number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="asWritten">Whether <c>1.0</c> and <c>1e3</c> do not count: the typed readers of the core kinds refuse them.</param>
    public static bool IsWhole(JsonNode? value, bool asWritten) =>
        Number(value) is { } number && decimal.Truncate(number) == number && !(asWritten && value!.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E'));
}
