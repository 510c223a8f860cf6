using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>A folder below tests/Scenarios: a small stack, and what it is published as.</summary>
public sealed record Scenario(string Name)
{
    private static readonly string s_root = Path.Combine(SampleFiles.RepositoryRoot, "tests", "Scenarios");

    public static IReadOnlyList<string> Names { get; } = [.. Directory.EnumerateDirectories(s_root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> All => [.. Names];

    public string Folder => Path.Combine(s_root, Name);

    public string ExpectedDirectory => Path.Combine(Folder, "expected");

    /// <summary>Environment to publish: the text after '@' in the folder's name.</summary>
    public string? Environment => Name.Split('@').ElementAtOrDefault(1);

    public Publication Publish() => PublishedStack.Publish($"tests/Scenarios/{Name}/stack.yaml{(Environment is null ? "" : $"#{Environment}")}");

    /// <summary>The files of objects and of the platform. What is written for readers is compared where it is the idea of a scenario.</summary>
    public IReadOnlyDictionary<string, string> Files() => PublicationFiles.Of(Publish(), new())
        .Where(file => file.Path.Contains('/', StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => file.Content);
}
