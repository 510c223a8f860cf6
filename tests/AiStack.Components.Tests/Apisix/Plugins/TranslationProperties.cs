using System.Diagnostics;
using AiStack.Components.Apisix;
using AiStack.Components.Apisix.Plugins;
using AiStack.Components.Tests.Apisix.Standalone;
using AiStack.Components.Tests.Properties;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Components.Tests.Apisix.Plugins;

/// <summary>Whatever may be said about gateways and links becomes configurations that APISIX takes.</summary>
public sealed class TranslationProperties
{
    // So many have every plugin among them, however slow the machine is.
    private const int FewestCases = 300;

    private static readonly string[] s_targets = ["vllm/chat", "vllm/embed", "openai", "claude", "azure"];

    private static readonly Gen<Node> s_file =
        from gateway in JsonSchemaGenerator.Entries(ApisixModule.AiGateway.Properties.JsonSchema)
        from keys in Gen.Elements("{}", "{ api_key: { secret: gate-key } }", "{ api_keys: { team: { secret: team-key }, web: { secret: web-key } } }")
        from isShared in Gen.Elements(true, false)
        from links in Gen.CollectToArray(s_targets, target => JsonSchemaGenerator.Entries(AiRouteProperties.All.JsonSchema).Select(options => Link("apisix/ai", target, options)))
        select (Node)Nodes.Mapping(
        [
            ("apiVersion", Nodes.Text("aistack/v1")),
            ("name", Nodes.Text("test")),
            ("domain", Nodes.Text("example.com")),
            ("components", Nodes.Mapping([.. s_components, ("apisix", Nodes.Mapping(
            [
                ("kind", Nodes.Text("apisix")),
                ("external_traffic", Nodes.Plain("true")),
                ("ai_gateways", Nodes.Mapping([("ai", Nodes.Mapping([.. gateway.Where(entry => !entry.Key.StartsWith("api_key", StringComparison.Ordinal)), .. Entries(keys)]))])),
            ]))])),
            ("links", Nodes.List([.. links, .. isShared ? [Link("apisix", "redis", [])] : Array.Empty<Node>()])),
        ]);

    private static IReadOnlyList<(string, Node?)> s_components => Entries("""
        vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat }, embed: { model_path: org/embed, model_type: embedding, vector_size: 8 } } }
        openai: { kind: external-ai, ai_provider: openai, model: gpt-5, ai_provider_api_key: { secret: openai-key } }
        claude: { kind: external-ai, ai_provider: anthropic, ai_provider_api_key: { secret: claude-key } }
        azure: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://team.openai.azure.com", ai_provider_api_key: { secret: azure-key } }
        redis: { kind: redis }
        """);

    [Fact]
    public void Policies_ThatAreValid_BecomeValidConfigurations()
    {
        PluginSchemas.Require();
        var clock = Stopwatch.StartNew();
        var cases = 0;
        var translated = new List<string>();
        while (cases < FewestCases || FuzzSize.GoesOn(cases, clock))
        {
            Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(FuzzSize.Batch), Prop.ForAll(s_file.ToArbitrary(), file =>
            {
                cases++;
                translated.AddRange(Translate(YamlWriter.Write(file)));
            }));
        }

        // Values that do not go together are refused by checks; enough must be left, and of every plugin.
        Assert.Contains("document", translated);
        var seen = translated.CountBy(plugin => plugin).ToDictionary();
        Assert.All(PluginNames.InOrder.Where(plugin => plugin is not (PluginNames.Prometheus or PluginNames.ProxyBuffering)), plugin =>
            Assert.True(seen.GetValueOrDefault(plugin) > 0, $"None of {cases} stacks has {plugin}."));
    }

    // A route with a problem of its own is left out; the others of its stack count.
    private static List<string> Translate(string text)
    {
        var reading = new StackReader(ComponentCatalog.Schema).Read(text, "stack.yaml");
        if (reading.Stack is not { } stack || reading.Problems.Any(IsError))
        {
            return [];
        }

        var wrong = new StackChecker(ComponentCatalog.Schema).Check(stack).Where(IsError).Select(problem => problem.Place.Line).ToHashSet();
        var (gateway, _) = stack.Of<AiGatewaySpec>().Single();
        if (wrong.Any(line => line < (AiRoute.Of(stack, gateway).First().Link.Source.Of().Line)))
        {
            return [];
        }

        List<string> translated = [];
        foreach (var route in AiRoute.Of(stack, gateway))
        {
            var next = stack.Links.Select(link => link.Source.Of().Line).Where(line => line > route.Link.Source.Of().Line).DefaultIfEmpty(int.MaxValue).Min();
            if (wrong.Any(line => line >= route.Link.Source.Of().Line && line < next))
            {
                continue;
            }

            foreach (var plugin in GatewayRoute.Of(stack, route).SelectMany(one => one.Plugins))
            {
                var config = plugin.ConfigWith(value => value.InCluster(stack));
                var errors = PluginSchemas.Errors(plugin.Name, config).ToList();
                translated.Add(plugin.Name);
                Assert.True(errors.Count == 0, $"{string.Join('\n', errors)}\n{config.ToJsonString()}\n{text}");
            }
        }

        if (wrong.Count == 0)
        {
            var document = new StandaloneStack(stack).Document();
            ApisixDocumentTests.AssertValid(document);
            ApisixYamlTests.AssertReadsBack(document);
            translated.Add("document");
        }

        return translated;
    }

    private static IReadOnlyList<(string, Node?)> Entries(string text) => [.. ((MappingNode)YamlReader.Read(text, "some.yaml").Root!).Entries.Select(entry => (entry.Key, (Node?)entry.Value))];

    private static bool IsError(Problem problem) => problem.Kind.Severity == Severity.Error;

    private static MappingNode Link(string from, string to, IReadOnlyList<(string Key, Node? Value)> options) =>
        Nodes.Mapping([("from", Nodes.Text(from)), ("to", Nodes.Text(to)), .. options.Where(option => option.Key != "subdomain")]);
}
