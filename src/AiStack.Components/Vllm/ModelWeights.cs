using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiStack.Components.Vllm;

/// <summary>What has to be fetched before an engine can serve a model.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="Repositories">Repositories of Hugging Face that are needed, each with <c>@revision</c> if one is named; first that of the model.</param>
internal sealed partial record ModelWeights(WeightsSource Source, IReadOnlyList<string> Repositories)
{
    // What engines need of their image; a disk there would hide it.
    private static readonly string[] s_ofTheImage = ["app", "bin", "boot", "dev", "etc", "home", "lib", "lib64", "opt", "proc", "root", "run", "sbin", "sys", "tmp", "usr", "var"];

    // Arguments that name a further repository.
    private static readonly string[] s_repositories = ["--tokenizer", "--hf-config-path", "--generation-config"];

    /// <summary>Where a disk of the engine is mounted: for a path, where the disk holds what the path names.</summary>
    public string DiskDirectory { get; private init; } = VllmFacts.DiskDirectory;

    public static ModelWeights Of(ModelSpec model)
    {
        var path = model.ModelPath;
        if (path is ['/' or '.' or '~', ..])
        {
            return new(WeightsSource.Path, []) { DiskDirectory = DirectoryOf(path) };
        }

        if (!Id().IsMatch(path))
        {
            return new(WeightsSource.Elsewhere, []);
        }

        var revision = EngineArgument.Of(model).FirstOrDefault(argument => argument.Name == "--revision")?.Value;
        return new(WeightsSource.Hub, [revision is null ? path : $"{path}@{revision}", .. Further(model).Where(id => id != path).Distinct()]);
    }

    // /models/qwen: /models.
    private static string DirectoryOf(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path[0] == '/' && parts.Length > 1 && parts[0] != VllmFacts.DiskDirectory[1..] && !s_ofTheImage.Contains(parts[0]) && !parts.Any(part => part is "." or "..")
            ? $"/{string.Join('/', parts[..^1])}"
            : VllmFacts.DiskDirectory;
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
