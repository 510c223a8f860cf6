using System.Text.Json;
using AiStack.Core.Policies;
using AiStack.Core.Schema;

namespace AiStack.Cli.Policies;

/// <summary>Holds an answer against what a case expects.</summary>
internal static class PolicyJudge
{
    /// <summary>What does not hold, a sentence each.</summary>
    public static IReadOnlyList<string> Failures(PolicyExpectation expected, PolicyAnswer answer)
    {
        List<string> failures = [];
        if (expected.Status is { } status && status != answer.Status)
        {
            failures.Add($"Expected status {status}, got {answer.Status}.");
        }

        if (expected.Contains is { } text && !Has(answer.Body, text))
        {
            failures.Add($"Expected a body with '{Excerpt.Of(text)}' in it.");
        }

        if (expected.NotContains is { } other && Has(answer.Body, other))
        {
            failures.Add($"Expected a body without '{Excerpt.Of(other)}' in it.");
        }

        if (expected.RemainingBelow is { } tokens && !(answer.Remaining < tokens))
        {
            failures.Add(answer.Remaining is { } remaining
                ? $"Expected fewer than {tokens} remaining tokens, got {remaining}."
                : $"Expected fewer than {tokens} remaining tokens, got an answer without a header that tells them.");
        }

        return failures;
    }

    // As the body came, or as the text that it says: JSON writes quotes and line ends in its own way, and a stream comes in pieces.
    private static bool Has(string body, string text) => body.Contains(text, StringComparison.Ordinal) || Said(body).Contains(text, StringComparison.Ordinal);

    private static string Said(string body) => string.Concat(TokenUsage.Events(body).DefaultIfEmpty(body).Select(Piece));

    private static string Piece(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } piece && piece.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array
                ? string.Concat(choices.EnumerateArray().Select(Content))
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Content(JsonElement choice) =>
        choice.ValueKind == JsonValueKind.Object && (choice.TryGetProperty("delta", out var message) || choice.TryGetProperty("message", out message))
        && message.ValueKind == JsonValueKind.Object && message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
            ? content.GetString()! : "";
}
