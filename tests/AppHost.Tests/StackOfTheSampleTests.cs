using AiStack.Components;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting.Testing;

namespace AppHost.Tests;

/// <summary>The sample says the same in C# and in YAML.</summary>
public sealed class StackOfTheSampleTests
{
    [Fact]
    public async Task Sample_InCSharpAndInYaml_IsTheSameStackWithoutProblems()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--AiStack:Run=embedded"], limit.Token);
        var fromCode = builder.GetStackModel().Stack;

        var file = StackFile.Check(Path.Combine(RunningAppHost.RepositoryRoot, "samples", "stack.yaml"), ComponentCatalog.Schema);

        Assert.Empty(file.Problems);
        Assert.Empty(new StackChecker(ComponentCatalog.Schema).Check(fromCode));
        Assert.Equal(Published(file.Stack!), Published(fromCode));
        Assert.Equal(YamlWriter.Write(StackWriter.Write(WithoutCases(file.Stack!))), YamlWriter.Write(StackWriter.Write(fromCode)));
    }

    // What `aistack test-policies` sends is said in files only.
    private static Stack WithoutCases(Stack stack) => new(stack.Spec, stack.Components, stack.Links, stack.Source);

    private static IReadOnlyList<PublicationFile> Published(Stack stack) => PublicationFiles.Of(StackPublication.Of(stack, ComponentCatalog.Modules), new());
}
