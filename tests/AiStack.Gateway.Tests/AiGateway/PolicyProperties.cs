using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Components;
using AiStack.Components.Apisix;
using AiStack.Components.Apisix.Standalone;
using AiStack.Components.Tests.Apisix.Plugins;
using AiStack.Components.Tests.Properties;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Values;
using AiStack.Core.Yaml;
using AiStack.Gateway.AiGateway.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>Whatever may be said about gateways and links becomes a file that this gateway follows to the last word.</summary>
public sealed class PolicyProperties
{
    private const int Cases = 60;
    private static readonly string[] s_targets = ["vllm/chat", "vllm/embed", "openai", "claude", "azure", "azure-gpt"];

    private static readonly Gen<string> s_file =
        from gateway in JsonSchemaGenerator.Entries(ApisixModule.AiGateway.Properties.JsonSchema)
        from keys in Gen.Elements("{}", "{ api_key: { secret: gate-key } }", "{ api_keys: { team: { secret: team-key }, web: { secret: web-key } } }")
        from links in Gen.CollectToArray(s_targets, target => JsonSchemaGenerator.Entries(AiRouteProperties.All.JsonSchema).Select(options => Link(target, options)))
        from isShared in Gen.Elements(true, false)
        select YamlWriter.Write(Nodes.Mapping(
        [
            ("apiVersion", Nodes.Text("aistack/v1")),
            ("name", Nodes.Text("test")),
            ("domain", Nodes.Text("example.com")),
            ("components", Nodes.Mapping([.. Entries(Components), ("apisix", Nodes.Mapping(
            [
                ("kind", Nodes.Text("apisix")),
                ("external_traffic", Nodes.Plain("true")),
                ("ai_gateways", Nodes.Mapping([("ai", Nodes.Mapping([.. gateway.Where(entry => !entry.Key.StartsWith("api_key", StringComparison.Ordinal)), .. Entries(keys)]))])),
            ]))])),
            ("links", Nodes.List([.. links, .. isShared ? [Nodes.Mapping([("from", Nodes.Text("apisix")), ("to", Nodes.Text("redis"))])] : Array.Empty<Node>()])),
        ]));

    private const string Components = """
        vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat }, embed: { model_path: org/embed, model_type: embedding, vector_size: 8 } } }
        openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }
        claude: { kind: external-ai, ai_provider: anthropic, ai_provider_api_key: { secret: claude-key } }
        azure: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://team.openai.azure.com", ai_provider_api_key: { secret: azure-key } }
        azure-gpt: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://team.openai.azure.com", model: gpt-5, ai_provider_api_key: { secret: azure-key } }
        redis: { kind: redis }
        """;

    [Fact]
    public void Policies_ThatAreValid_AreAFileThatTheGatewayTakes()
    {
        var seen = new Dictionary<string, int>();

        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(7UL, 11UL).WithMaxTest(Cases), Prop.ForAll(s_file.ToArbitrary(), text =>
        {
            if (WithoutProblems(text) is { } stack)
            {
                foreach (var plugin in Follow(stack, text))
                {
                    seen[plugin] = seen.GetValueOrDefault(plugin) + 1;
                }
            }
        }));

        // What is refused by the stack's own checks proves nothing; of everything else there has to be some.
        Assert.All(
            ["cors", "key-auth", "consumer-restriction", "limit-count", "ai-prompt-decorator", "ai-prompt-guard", "proxy-rewrite", "ai-proxy", "ai-rate-limiting"],
            (string plugin) => Assert.True(seen.GetValueOrDefault(plugin) > 0, $"None of {Cases} stacks has {plugin}."));
    }

    // The plugins of its file, each held against its schema and read by the gateway.
    private static List<string> Follow(Stack stack, string text)
    {
        var document = ApisixDocument.Of(stack, stack.Of<ApisixSpec>().Single().Component, new() { CountsInMemory = true }, value => value.Evaluate(Address));
        var routes = document["routes"]?.AsArray() ?? [];
        var plugins = routes.SelectMany(route => route!["plugins"]!.AsObject()).ToList();
        if (PluginSchemas.ArePresent)
        {
            var errors = plugins.SelectMany(plugin => PluginSchemas.Errors(plugin.Key, plugin.Value!.AsObject())).ToList();
            Assert.True(errors.Count == 0, $"{string.Join('\n', errors)}\n{text}");
        }

        // Variables are the process' own: here every secret is a text, and each another.
        var json = document.ToJsonString().Replace("$env://", "secret-of-", StringComparison.Ordinal);
        using var file = JsonDocument.Parse(json);
        using var yaml = ApisixFile.Parse(System.Text.Encoding.UTF8.GetBytes(ApisixYaml.Write(JsonNode.Parse(json)!.AsObject())), "apisix.yaml");
        foreach (var form in new[] { file, yaml })
        {
            try
            {
                Assert.Equal(routes.Count, ConfigurationFileTests.Reader().Read(new JsonSpot(form.RootElement, "the file")).Routes.Count);
            }
            catch (ConfigurationException e)
            {
                Assert.Fail($"{e.Message}\n{document.ToJsonString()}\n{text}");
            }
        }

        return [.. plugins.Select(plugin => plugin.Key)];
    }

    private static string Address(ValuePart part) => part switch
    {
        EndpointPart { Property: EndpointProperty.Host } => "127.0.0.1",
        EndpointPart { Property: EndpointProperty.Port } => "8000",
        EndpointPart { Property: EndpointProperty.Url } => "http://127.0.0.1:8000",
        EndpointPart => "127.0.0.1:8000",
        _ => throw new NotSupportedException($"{part}"),
    };

    // Links with a problem of their own are left out; a stack that has others is no stack.
    private static Stack? WithoutProblems(string text)
    {
        var reading = new StackReader(ComponentCatalog.Schema).Read(text, "stack.yaml");
        if (reading.Stack is not { } stack || reading.Problems.Any(IsError))
        {
            return null;
        }

        var wrong = Wrong(stack);
        var lines = stack.Links.Select(link => link.Source.Of().Line).Append(int.MaxValue).Order().ToList();
        var good = new Stack(stack.Spec, stack.Components, [.. stack.Links.Where(link => link.Source.Of().Line is var line && !wrong.Any(at => at >= line && at < lines.First(next => next > line)))], stack.Source);
        return good.Links.Any(link => link.Options is AiRouteOptions) && Wrong(good).Count == 0 ? good : null;
    }

    private static List<int> Wrong(Stack stack) => [.. new StackChecker(ComponentCatalog.Schema).Check(stack).Where(IsError).Select(problem => problem.Place.Line)];

    private static bool IsError(Problem problem) => problem.Kind.Severity == Severity.Error;

    private static IReadOnlyList<(string, Node?)> Entries(string text) => [.. ((MappingNode)YamlReader.Read(text, "some.yaml").Root!).Entries.Select(entry => (entry.Key, (Node?)entry.Value))];

    private static MappingNode Link(string to, IReadOnlyList<(string Key, Node? Value)> options) =>
        Nodes.Mapping([("from", Nodes.Text("apisix/ai")), ("to", Nodes.Text(to)), .. options.Where(option => option.Key != "subdomain")]);
}
