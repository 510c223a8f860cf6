using System.Text.Json;

namespace AiStack.Cli.Load;

/// <summary>What a 404 to the first request means, by what the API lists as its models.</summary>
internal static class ApiModels
{
    private const int Most = 20;

    /// <summary>Explains it.</summary>
    /// <param name="plan">What was asked for.</param>
    /// <param name="notFound">The 404.</param>
    /// <param name="list">Answer of <c>/v1/models</c>; <see langword="null"/> when there was none.</param>
    /// <returns>One line that says what to change.</returns>
    public static string Explain(LoadPlan plan, RequestFailure notFound, byte[]? list) => Names(list) switch
    {
        null => $"There is no OpenAI API at {plan.Api}: {plan.Address} answers 404 ({notFound.Message}), and {plan.Models} lists no models. Check --target.",
        [] => $"{plan.Api} has no model at all. Start one, or check --target.",
        var names when names.Contains(plan.Model) => $"{plan.Address} answers 404 ({notFound.Message}), though {plan.Models} lists '{plan.Model}': it may be no model for this endpoint. Choose another with --endpoint.",
        var names => $"{plan.Api} has no model '{plan.Model}'. It has {string.Join(", ", names.Take(Most).Select(name => $"'{name}'"))}{(names.Count > Most ? " …" : "")}: name one with --model.",
    };

    private static List<string>? Names(byte[]? list)
    {
        try
        {
            using var json = JsonDocument.Parse(list ?? []);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
                ? [.. data.EnumerateArray().Select(Name).OfType<string>()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Name(JsonElement model) =>
        model.ValueKind == JsonValueKind.Object && model.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? ErrorMessage.Line(id.GetString()!) : null;
}
