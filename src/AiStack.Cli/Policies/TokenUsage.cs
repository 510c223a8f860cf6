using System.Text.Json;
using AiStack.Components.Apisix;

namespace AiStack.Cli.Policies;

/// <summary>Tokens that an answer says it took.</summary>
/// <param name="Prompt">Those of the prompt.</param>
/// <param name="Completion">Those of the answer.</param>
/// <param name="Total">Both.</param>
internal sealed record TokenUsage(int Prompt, int Completion, int Total)
{
    private const string EventData = "data:";

    /// <summary>What a limit counts of them.</summary>
    public int CountedBy(LimitStrategy strategy) => strategy switch
    {
        LimitStrategy.PromptTokens => Prompt,
        LimitStrategy.CompletionTokens => Completion,
        _ => Total,
    };

    /// <summary>Reads an answer; of a stream the last event that says something counts.</summary>
    /// <returns><see langword="null"/>: it does not say.</returns>
    public static TokenUsage? Of(string body)
    {
        if (Read(body) is { } whole)
        {
            return whole;
        }

        return Events(body).Reverse().Select(Read).FirstOrDefault(usage => usage is not null);
    }

    /// <summary>The data of a stream's events.</summary>
    public static IEnumerable<string> Events(string body) =>
        body.Split('\n').Where(line => line.StartsWith(EventData, StringComparison.Ordinal)).Select(line => line[EventData.Length..].Trim());

    private static TokenUsage? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;

            // The last event of a streamed response has the whole response in it.
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("response", out var response))
            {
                root = response;
            }

            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
                ? new(Number(usage, "prompt_tokens", "input_tokens"), Number(usage, "completion_tokens", "output_tokens"), Number(usage, "total_tokens", "total_tokens"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Number(JsonElement usage, string name, string otherName) =>
        (usage.TryGetProperty(name, out var value) || usage.TryGetProperty(otherName, out value)) && value.TryGetInt32(out var number) ? number : 0;
}
