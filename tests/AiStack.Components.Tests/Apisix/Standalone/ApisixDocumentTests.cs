using System.Text.Json.Nodes;
using AiStack.Components.Apisix.Standalone;
using AiStack.Components.Tests.Apisix.Plugins;

namespace AiStack.Components.Tests.Apisix.Standalone;

/// <summary>What an APISIX without a control plane is told.</summary>
public sealed class ApisixDocumentTests
{
    private static readonly ApisixDocumentOptions s_alone = new() { HasApplications = false, CountsInMemory = true };

    private static readonly ApisixDocumentOptions s_withCertificate = new()
    {
        Certificate = new(["qwen-chat.localhost", "qwen-chat.example.com"], StandaloneStack.Certificate, "THE_PRIVATE_KEY_OF_THE_CERTIFICATE_THAT_THE_GATEWAY_SHOWS_ITS_CALLERS"),
    };

    [Fact]
    public void Document_Everything_IsThisFile()
    {
        var folder = StandaloneStack.Folder("everything");

        Golden.AssertSame(Path.Combine(folder, "apisix.yaml"), ApisixYaml.Write(StandaloneStack.Everything.Document(s_withCertificate)));
        Golden.AssertSame(Path.Combine(folder, "variables.txt"), string.Concat(StandaloneStack.Everything.Variables(s_withCertificate).Select(variable => $"{variable.Name}={variable.Value.InCluster(StandaloneStack.Everything.Stack)}\n")));
    }

    [Fact]
    public void Document_OfEveryScenario_IsValid()
    {
        PluginSchemas.Require();
        foreach (var stack in new[] { StandaloneStack.Everything, StandaloneStack.Of("", "from: apisix/ai, to: openai", "from: apisix/ai, to: vllm/chat") })
        {
            Assert.All(new[] { new(), s_alone, s_withCertificate }, options => AssertValid(stack.Document(options)));
        }
    }

    [Fact]
    public void Secrets_OfADocument_AreNamesOfVariables()
    {
        var text = ApisixJson.Write(StandaloneStack.Everything.Document());

        Assert.DoesNotContain("<", text, StringComparison.Ordinal);
        Assert.All(StandaloneStack.Everything.Variables(), variable => Assert.Contains($"\"$env://{variable.Name}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Variables_OfSecretsThatAreSpelledAlike_HaveNamesOfTheirOwn()
    {
        var stack = StandaloneStack.Of("api_keys: { a: { secret: a-b }, b: { secret: a_b } , c: { secret: a.b } }", "from: apisix/ai, to: vllm/chat");

        Assert.Equal(["<a-b/key>", "<a_b/key>", "<a.b/key>"], stack.Variables().DistinctBy(variable => variable.Name).Select(variable => variable.Value.InCluster(stack.Stack)));
    }

    [Fact]
    public void Variable_OfAProvider_HoldsTheWholeHeader() =>
        Assert.Equal(["Bearer <openai-key/api-key>"], Values(StandaloneStack.Of("", "from: apisix/ai, to: openai")));

    [Fact]
    public void Variables_WithOneSecretInTwoForms_AreTwo()
    {
        var stack = StandaloneStack.Of("api_key: { secret: openai-key, key: api-key }", "from: apisix/ai, to: openai");

        Assert.Equal(["Bearer <openai-key/api-key>", "<openai-key/api-key>"], Values(stack));
    }

    [Fact]
    public void Names_OfVariables_DoNotDependOnTheRestOfTheStack()
    {
        var before = StandaloneStack.Of("api_key: { secret: gate-key }", "from: apisix/ai, to: vllm/chat").Variables().Single();
        var after = StandaloneStack.Of("api_keys: { b: { secret: gate_key }, a: { secret: gate-key } }", "from: apisix/ai, to: openai").Variables();

        Assert.Contains(before.Name, after.Select(variable => variable.Name));
    }

    [Fact]
    public void Endpoints_OfADocument_AreThoseItsRoutesAndCountersLeadTo() =>
        Assert.Equal(["redis tcp", "vllm http", "webui http"], EndpointNames(StandaloneStack.Everything, new()));

    [Fact]
    public void Endpoints_WithoutApplicationsAndRedis_AreThoseOfModels() => Assert.Equal(["vllm http"], EndpointNames(StandaloneStack.Everything, s_alone));

    [Fact]
    public void Counters_InMemory_NeedNoRedis()
    {
        var text = ApisixJson.Write(StandaloneStack.Everything.Document(s_alone));

        Assert.DoesNotContain("redis", text, StringComparison.Ordinal);
        Assert.Contains("\"policy\": \"local\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(StandaloneStack.Everything.Variables(s_alone), variable => variable.Name.Contains("REDIS", StringComparison.Ordinal));
    }

    [Fact]
    public void Routes_OfTwoGateways_HaveIdsOfTheirOwn()
    {
        var ids = Items(StandaloneStack.Everything.Document(), "routes").Select(route => (string?)route["id"]).ToList();

        Assert.Equal(ids, ids.Distinct());
        Assert.Equal(["webui", "ai.vllm.chat.public", "ai.vllm.chat.public-models", "ai.vllm.chat.inner", "ai.vllm.chat.inner-models"], ids.Take(5));
    }

    [Fact]
    public void Hosts_OfAPublicRoute_AreTheLocalAndTheRealOne()
    {
        var routes = Items(StandaloneStack.Everything.Document(), "routes").ToDictionary(route => (string)route["id"]!);

        Assert.Equal("""["qwen-chat.localhost","qwen-chat.example.com"]""", routes["ai.vllm.chat.public"]["hosts"]!.ToJsonString());
        Assert.Null(routes["ai.vllm.chat.inner"]["hosts"]);
    }

    [Fact]
    public void Upstream_OfAProvider_IsItsOwnHost()
    {
        var upstream = Items(StandaloneStack.Everything.Document(), "routes").Single(route => (string?)route["id"] == "ai.openai.public-models")["upstream"]!;

        Assert.Equal(("https", "node", "api.openai.com", 443), ((string?)upstream["scheme"], (string?)upstream["pass_host"], (string?)upstream["nodes"]![0]!["host"], (int)upstream["nodes"]![0]!["port"]!));
    }

    [Fact]
    public void Gateway_WithoutLinks_HasItsConsumersOnly()
    {
        var document = StandaloneStack.Of("api_key: { secret: gate-key }").Document(s_alone);

        Assert.Equal(["consumers", "global_rules"], document.Select(entry => entry.Key));
    }

    private static IEnumerable<string> Values(StandaloneStack stack) => stack.Variables().Select(variable => variable.Value.InCluster(stack.Stack));

    private static IEnumerable<string> EndpointNames(StandaloneStack stack, ApisixDocumentOptions options) =>
        stack.Endpoints(options).Select(part => $"{part.Component} {part.Endpoint}").Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<JsonObject> Items(JsonObject document, string key) => (document[key] as JsonArray ?? []).Select(item => item!.AsObject());

    internal static void AssertValid(JsonObject document)
    {
        var kinds = new Dictionary<string, string> { ["routes"] = "route", ["consumers"] = "consumer", ["ssls"] = "ssl", ["global_rules"] = "global_rule" };
        Assert.Empty(document.Select(entry => entry.Key).Except(kinds.Keys));
        Assert.Empty(kinds.SelectMany(kind => Items(document, kind.Key).SelectMany(item => PluginSchemas.Errors($"resources/{kind.Value}", item))));
        Assert.Empty(Items(document, "routes").SelectMany(route => PluginSchemas.Errors("resources/upstream", route["upstream"]!.AsObject())));
        Assert.Empty(kinds.Keys.SelectMany(key => Items(document, key))
            .SelectMany(item => item["plugins"]?.AsObject().Select(plugin => (Name: item.ContainsKey("username") ? $"{plugin.Key}.consumer" : plugin.Key, Config: plugin.Value!.AsObject())) ?? [])
            .SelectMany(plugin => PluginSchemas.Errors(plugin.Name, plugin.Config)));
    }
}
