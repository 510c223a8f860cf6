using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AiStack.Components.Tests.Links;

/// <summary>In C# a pair can be linked exactly if the model has a link for it: every pair of resources is given to the compiler.</summary>
public sealed class LinkCompilationTests(LinkCompilationTests.Compiled compiled) : IClassFixture<LinkCompilationTests.Compiled>
{
    private static readonly Dictionary<string, Type> s_resources = new()
    {
        ["vllm"] = typeof(VllmResource),
        ["model"] = typeof(ModelResource),
        ["qdrant"] = typeof(QdrantServerResource),
        ["collection"] = typeof(CollectionResource),
        ["langflow"] = typeof(LangflowResource),
        ["open-webui"] = typeof(OpenWebUiResource),
        ["keda"] = typeof(KedaResource),
        ["apisix"] = typeof(ApisixResource),
        ["ai gateway"] = typeof(AiGatewayResource),
        ["external-ai"] = typeof(ExternalAiResource),
        ["prometheus"] = typeof(PrometheusResource),
        ["cnpg"] = typeof(CnpgResource),
        ["database"] = typeof(CnpgDatabaseResource),
        ["redis"] = typeof(RedisCacheResource),
        ["nodepool"] = typeof(GpuNodePoolResource),
    };

    /// <summary>The resources, by kind.</summary>
    internal static IReadOnlyDictionary<string, Type> ResourceTypes => s_resources;

    public static TheoryData<string, string> Pairs => new(
        from one in s_resources.Keys
        from other in s_resources.Keys
        select (one, other));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void WithReference_AnyPair_CompilesExactlyIfItIsALink(string from, string to)
    {
        var isLink = ComponentCatalog.Schema.Links.Any(link => link.From == from && link.To == to);
        var errors = compiled.ErrorsOf(from, to);

        Assert.True(isLink == (errors.Count == 0), isLink
            ? $"{from} → {to} is a link of the model, but C# does not take it: {string.Join("; ", errors)}"
            : $"{from} → {to} is no link of the model, and C# takes it all the same.");
    }

    [Fact]
    public void Resources_AllKinds_AreListedHere()
    {
        var kinds = ComponentCatalog.Schema.Kinds.SelectMany(kind => kind.Children is { } children ? [kind.Name, children.Kind.Name] : new[] { kind.Name });

        Assert.Equal(kinds.Order(StringComparer.Ordinal), s_resources.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>One compilation of all pairs, a method each.</summary>
    public sealed class Compiled
    {
        private readonly Dictionary<int, (string From, string To)> _lines = [];
        private readonly ILookup<(string, string), string> _errors;

        public Compiled()
        {
            var source = new StringBuilder("using Aspire.Hosting;\nusing Aspire.Hosting.ApplicationModel;\nstatic class Pairs {\n");
            var line = 3;
            foreach (var (from, to) in Pairs.Select(pair => pair.Data))
            {
                _lines[line] = (from, to);
                source.Append($"static void M{line}(IResourceBuilder<{s_resources[from].Name}> one, IResourceBuilder<{s_resources[to].Name}> other) => one.WithReference(other);\n");
                line++;
            }

            var compilation = CSharpCompilation.Create(
                "Pairs",
                [CSharpSyntaxTree.ParseText(source.Append('}').ToString())],
                ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
            _errors = compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .ToLookup(diagnostic => _lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line], diagnostic => diagnostic.GetMessage(null));
        }

        public IReadOnlyCollection<string> ErrorsOf(string from, string to) => [.. _errors[(from, to)]];
    }
}
