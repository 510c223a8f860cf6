using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AiStack.Components.Tests.Links;

/// <summary>An environment overrides every kind of component with that kind's own properties, and nothing else compiles.</summary>
public sealed class OverrideCompilationTests
{
    [Fact]
    public void Override_OfEveryComponentAndSubComponent_KnowsItsProperties() => Assert.Empty(ErrorsOf([
        .. LinkCompilationTests.ResourceTypes.Select(resource =>
            $"environment.Override((IResourceBuilder<{resource.Value.Name}>)null, spec => {{ {SpecOf(resource.Key)} same = spec; return same; }});")]));

    [Theory]
    [InlineData("environment.Override((IResourceBuilder<VllmResource>)null, spec => spec with { MaxModelLength = 1 });")]
    [InlineData("environment.Override((IResourceBuilder<ModelResource>)null, spec => new AiStack.Components.Vllm.VllmSpec());")]
    [InlineData("environment.Override((IResourceBuilder<QdrantServerResource>)null, spec => spec with { VectorSize = 1 });")]
    [InlineData("environment.Override((IResourceBuilder<ContainerResource>)null, spec => spec);")]
    [InlineData("environment.Override((IResourceBuilder<KubernetesTargetResource>)null, spec => spec);")]
    public void Override_WithWhatTheComponentHasNot_DoesNotCompile(string statement) => Assert.NotEmpty(ErrorsOf(statement));

    [Fact]
    public void WithEnvironment_OfATarget_IsNotAspires() => Assert.Empty(ErrorsOf(
        "((IResourceBuilder<KubernetesTargetResource>)null).WithEnvironment(\"prod\", prod => prod.Override((IResourceBuilder<ModelResource>)null, model => model with { Replicas = 3 }));",
        "((IResourceBuilder<LangflowResource>)null).WithEnvironment(\"VARIABLE\", \"value\");"));

    private static string SpecOf(string kind) =>
        ComponentCatalog.Schema.Kinds.SelectMany(known => known.Children is { } children ? [known, children.Kind] : new[] { known }).Single(known => known.Name == kind).Empty.GetType().FullName!;

    private static List<string> ErrorsOf(params string[] statements)
    {
        var source = $$"""
            using Aspire.Hosting;
            using Aspire.Hosting.ApplicationModel;
            static class Overrides { static void Make(AiStack.Hosting.Environments.StackEnvironment environment) {
            {{string.Join('\n', statements)}}
            } }
            """;
        var compilation = CSharpCompilation.Create(
            "Overrides",
            [CSharpSyntaxTree.ParseText(source)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
    }
}
