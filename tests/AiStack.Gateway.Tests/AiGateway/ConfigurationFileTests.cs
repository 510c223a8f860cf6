using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Gateway.AiGateway;
using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Limits;
using AiStack.Gateway.AiGateway.Plugins;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>The file within the process: whatever stands in it, the program goes on.</summary>
public sealed class ConfigurationFileTests
{
    // Every plugin once.
    private const string Stack = """
        components:
          vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat } } }
          claude: { kind: external-ai, ai_provider: anthropic, ai_provider_api_key: { secret: claude-key } }
          apisix:
            kind: apisix
            external_traffic: true
            ai_gateways: { ai: { api_key: { secret: key }, cors: true, ip_whitelist: ["::1", 10.0.0.0/8], rate_limiting: true } }
        links:
          - { from: apisix/ai, to: vllm/chat, deny_patterns: [secret], prompt_decorator: { role: system, content: a }, ai_rate_limit: { limit: 10, time_window: 1h } }
          - { from: apisix/ai, to: claude }
        """;

    private static readonly string[] s_others =
        ["null", "true", "0", "-1", "1e300", "99999999999", "1.5", "\"\"", "\"*\"", "\"(\"", "\"a b\"", "\"$env://\"", "\"$env://AISTACK_NOWHERE\"", "\"http://\"", "\"::1/999\"", "\"\\u0000\"", "[]", "[null]", "[\"\"]", "{}", "{\"\":0}"];

    /// <summary>Files that are wrong in ways that a program may stumble over.</summary>
    public static TheoryData<string> Stumbles =>
    [
        """{"routes":[{"id":"1","uris":["/*"],"hosts":[""],"upstream":{"nodes":[{"host":"a","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a b","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":[""],"upstream":{"nodes":[{"host":"a","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}],"timeout":{"read":1e300}}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}],"timeout":{"read":1e-9}}}]}""",
        """{"routes":[{"id":"\ud800","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}]},"plugins":{"proxy-rewrite":{"regex_uri":["(",""]}}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}]},"plugins":{"ip-restriction":{"whitelist":["10.0.0.0/99"]}}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"plugins":{"ai-proxy":{"provider":"openai","auth":{},"override":{"endpoint":"http://"}}}}]}""",
        """{"ssls":[{"id":"1","snis":["a"],"cert":"x","key":"y"}]}""",
        """{"consumers":[{"username":"\ud800","plugins":{"key-auth":{"key":"\ud800"}}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"\ud800":1,"upstream":{"nodes":[{"host":"a","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"plugins":{"\ud800":{}}}]}""",
        """{"routes":null,"consumers":[null]}""",
        """{"routes":[1]}""",
    ];

    [Theory]
    [MemberData(nameof(Stumbles))]
    public void File_WrongInOddWays_DoesNotEndTheProgram(string text)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-gateway-");
        var path = Path.Combine(directory.FullName, "apisix.json");
        File.WriteAllText(path, "{}");
        var file = new ConfigurationFile(new GatewayOptions { ConfigurationPath = path }, Reader(), NullLogger<ConfigurationFile>.Instance);
        file.Load();

        File.WriteAllText(path, text);
        file.Refresh();

        Assert.True(file.IsLoaded);
        directory.Delete(recursive: true);
    }

    [Fact]
    public void File_ChangedAnywhere_IsTakenOrRefusedWithAPlace()
    {
        var document = GatewayStack.Of(Stack, 8000).Document.ToJsonString().Replace("$env://", "secret-of-", StringComparison.Ordinal);
        var (taken, refused) = (0, 0);

        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(7UL, 11UL).WithMaxTest(150), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            using var changed = JsonDocument.Parse(Change(JsonNode.Parse(document)!, new Random(seed)).ToJsonString());
            try
            {
                Reader().Read(new JsonSpot(changed.RootElement, "the file"));
                taken++;
            }
            catch (ConfigurationException e)
            {
                Assert.NotEmpty(e.Message);
                refused++;
            }
        }));

        Assert.True(taken > 10 && refused > 10, $"{taken} were taken, {refused} refused.");
    }

    /// <summary>A reader with counters of its own.</summary>
    internal static ConfigurationReader Reader() => new(new PluginReader(new CounterStore(TimeProvider.System), NullLogger.Instance));

    // Walks down to some value and puts another in its place, takes it away, or adds one beside it.
    private static JsonNode Change(JsonNode root, Random random)
    {
        var at = root;
        while (true)
        {
            JsonNode? child = at switch
            {
                JsonObject { Count: > 0 } mapping => mapping.ElementAt(random.Next(mapping.Count)).Value,
                JsonArray { Count: > 0 } list => list[random.Next(list.Count)],
                _ => null,
            };
            if (child is JsonValue or null || random.Next(6) == 0)
            {
                if (child is null || ReferenceEquals(at, root))
                {
                    return root;
                }

                Replace(at, child, random);
                return root;
            }

            at = child;
        }
    }

    private static void Replace(JsonNode parent, JsonNode child, Random random)
    {
        var other = JsonNode.Parse(s_others[random.Next(s_others.Length)]);
        switch (parent)
        {
            case JsonObject mapping:
                var key = mapping.First(entry => ReferenceEquals(entry.Value, child)).Key;
                _ = random.Next(4) switch
                {
                    0 => mapping.Remove(key),
                    1 => mapping.TryAdd("unheard-of", other),
                    _ => Set(() => mapping[key] = other),
                };
                break;
            case JsonArray list:
                var place = list.IndexOf(child);
                _ = random.Next(4) switch
                {
                    0 => Set(() => list.RemoveAt(place)),
                    1 => Set(() => list.Add(other)),
                    _ => Set(() => list[place] = other),
                };
                break;
        }
    }

    private static bool Set(Action change)
    {
        change();
        return true;
    }
}
