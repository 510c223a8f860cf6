using AiStack.Core.Checks;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>Stack files that tests publish: scenarios and samples, in each of their environments.</summary>
internal static class PublishedStack
{
    private static string Root => SampleFiles.RepositoryRoot;

    /// <summary>Paths below the repository, with <c>#</c> and an environment behind them where one is meant.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. SampleFiles.All.SelectMany(Environments),
        .. Scenario.Names.Select(name => $"tests/Scenarios/{name}/stack.yaml{(new Scenario(name).Environment is { } environment ? $"#{environment}" : "")}"),
    ];

    public static Publication Publish(string stack)
    {
        var reading = StackFile.Check(Path.Combine(Root, stack.Split('#')[0]), ComponentCatalog.Schema, stack.Split('#').ElementAtOrDefault(1));
        Assert.DoesNotContain(reading.Problems, problem => problem.Kind.Severity == Core.Problems.Severity.Error);
        return StackPublication.Of(reading.Stack!, ComponentCatalog.Modules);
    }

    private static IEnumerable<string> Environments(string path)
    {
        var name = Path.GetRelativePath(Root, path);
        return [name, .. StackFile.Check(path, ComponentCatalog.Schema).Environments.Select(environment => $"{name}#{environment}")];
    }
}
