using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiStack.Components.Vllm;

/// <summary>What has to be fetched before an engine can serve a model.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="Repositories">Repositories of Hugging Face that are needed, each with <c>@revision</c> if one is named; first that of the model.</param>
internal sealed partial record ModelWeights(WeightsSource Source, IReadOnlyList<string> Repositories)
{
    // Arguments that name a further repository.
    private static readonly string[] s_repositories = ["--tokenizer", "--hf-config-path", "--generation-config"];

    public static ModelWeights Of(ModelSpec model)
    {
        var path = model.ModelPath;
        if (path is ['/' or '.' or '~', ..])
        {
            return new(WeightsSource.Path, []);
        }

        if (!Id().IsMatch(path))
        {
            return new(WeightsSource.Elsewhere, []);
        }

        var revision = EngineArgument.Of(model).FirstOrDefault(argument => argument.Name == "--revision")?.Value;
        return new(WeightsSource.Hub, [revision is null ? path : $"{path}@{revision}", .. Further(model).Where(id => id != path).Distinct()]);
    }

    private static IEnumerable<string> Further(ModelSpec model)
    {
        foreach (var argument in EngineArgument.Of(model))
        {
            if (s_repositories.Contains(argument.Name) && argument.Value is { } id && id.Contains('/', StringComparison.Ordinal) && Id().IsMatch(id))
            {
                yield return id;
            }
            else if (argument.Name == "--speculative-config" && DraftOf(argument.Value) is { } draft && Id().IsMatch(draft))
            {
                yield return draft;
            }
        }
    }

    // What is no JSON is for vLLM to complain about.
    private static string? DraftOf(string? configuration)
    {
        try
        {
            return configuration is not null && JsonDocument.Parse(configuration).RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String
                ? model.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][-\w.]*(/[-\w.]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
