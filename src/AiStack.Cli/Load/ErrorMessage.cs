using System.Text;
using System.Text.Json;

namespace AiStack.Cli.Load;

/// <summary>The one line that matters in the body of an error.</summary>
internal static class ErrorMessage
{
    private const int Longest = 300;

    /// <summary>Finds it: OpenAI's <c>error.message</c>, FastAPI's <c>detail</c>, APISIX' <c>error_msg</c>, or whatever text there is.</summary>
    /// <returns>A line without control characters, at most 300 characters long; empty when there is no text.</returns>
    public static string In(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            return Line(Find(json.RootElement) ?? json.RootElement.GetRawText());
        }
        catch (JsonException)
        {
            return Line(Encoding.UTF8.GetString(body));
        }
    }

    /// <summary>A text as one line.</summary>
    public static string Line(string text)
    {
        // What moves a terminal's cursor would spoil the table, or worse.
        var line = string.Join(' ', new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }

    private static string? Find(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }

        foreach (var name in (ReadOnlySpan<string>)["error", "message", "detail", "error_msg"])
        {
            if (json.TryGetProperty(name, out var inner) && Find(inner) is { } message)
            {
                return message;
            }
        }

        return null;
    }
}
