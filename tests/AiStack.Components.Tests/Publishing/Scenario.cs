using AiStack.Core.Checks;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>A folder below tests/Scenarios: a small stack, and what it is published as.</summary>
public sealed record Scenario(string Name)
{
    private static readonly string s_root = Path.Combine(SampleFiles.RepositoryRoot, "tests", "Scenarios");

    public static TheoryData<string> All => [.. Directory.EnumerateDirectories(s_root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public string Folder => Path.Combine(s_root, Name);

    public string ExpectedDirectory => Path.Combine(Folder, "expected");

    /// <summary>Environment to publish: the text after '@' in the folder's name.</summary>
    public string? Environment => Name.Split('@') is [_, var environment] ? environment : null;

    public Publication Publish()
    {
        var reading = StackFile.Check(Path.Combine(Folder, "stack.yaml"), ComponentCatalog.Schema, Environment);
        Assert.DoesNotContain(reading.Problems, problem => problem.Kind.Severity == Core.Problems.Severity.Error);
        return StackPublication.Of(reading.Stack!, ComponentCatalog.Modules);
    }

    /// <summary>The files of objects and of the platform. What is written for readers is compared where it is the idea of a scenario.</summary>
    public IReadOnlyDictionary<string, string> Files() => PlainFormat.Of(Publish())
        .Where(file => file.Path.Contains('/', StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => file.Content);
}
