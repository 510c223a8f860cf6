using System.Text.Json.Nodes;
using AiStack.Components.Apisix.Plugins;

namespace AiStack.Components.Tests.Apisix.Plugins;

/// <summary>Policies and the plugin configurations that they become, whole.</summary>
public sealed class PolicyTableTests
{
    private const string Keyed = "api_key: { secret: gate-key }";
    private const string Group = "apisix/apisix/ai";

    /// <summary>What is said about the gateway, what about the link, the plugin, and its configuration.</summary>
    public static TheoryData<string, string, string, string?> Policies => new()
    {
        { "", "", "ai-proxy", """{"provider":"openai-compatible","auth":{"header":{}},"timeout":60000,"options":{"model":"org/chat"},"override":{"endpoint":"http://vllm-router.models.svc:80"}}""" },
        { "apisix_timeout: 10m", "", "ai-proxy", """{"provider":"openai-compatible","auth":{"header":{}},"timeout":600000,"options":{"model":"org/chat"},"override":{"endpoint":"http://vllm-router.models.svc:80"}}""" },
        { "apisix_timeout: 1500ms", "", "ai-proxy", """{"provider":"openai-compatible","auth":{"header":{}},"timeout":1500,"options":{"model":"org/chat"},"override":{"endpoint":"http://vllm-router.models.svc:80"}}""" },
        { "", "", "proxy-rewrite", """{"headers":{"remove":["authorization","cookie"]}}""" },
        { "", "", "key-auth", null },
        { "", "", "consumer-restriction", null },
        { Keyed, "", "consumer-restriction", """{"whitelist":["apisix_apisix-ai"]}""" },
        { "api_keys: { b: { secret: b-key }, a: { secret: a-key } }", "", "consumer-restriction", """{"whitelist":["apisix_apisix-ai-b","apisix_apisix-ai-a"]}""" },
        { "", "", "cors", null },
        { "cors: false", "", "cors", null },
        { "cors: true", "", "cors", """{"allow_origins":"*","allow_methods":"*","allow_headers":"**","max_age":5}""" },
        { "cors: { allow_origins: [https://a.example.com, 'http://localhost:3000'] }", "", "cors", """{"allow_origins":"https://a.example.com,http://localhost:3000","allow_methods":"*","allow_headers":"**","max_age":5}""" },
        { "cors: { allow_origins: ['null'], max_age: 1h }", "", "cors", """{"allow_origins":"null","allow_methods":"*","allow_headers":"**","max_age":3600}""" },
        { "cors: { allow_methods: [POST, GET], allow_headers: [Content-Type, Authorization] }", "", "cors", """{"allow_origins":"*","allow_methods":"POST,GET","allow_headers":"Content-Type,Authorization","max_age":5}""" },
        { "cors: { allow_headers: ['*'], max_age: 0 }", "", "cors", """{"allow_origins":"*","allow_methods":"*","allow_headers":"**","max_age":0}""" },
        { "", "", "ip-restriction", null },
        { "ip_whitelist: [10.0.0.0/8, '2001:db8::/32', 192.0.2.7]", "", "ip-restriction", """{"whitelist":["10.0.0.0/8","2001:db8::/32","192.0.2.7"]}""" },
        { "ip_whitelist: ['::ffff:10.0.0.0/104']", "", "ip-restriction", """{"whitelist":["10.0.0.0/8"]}""" },
        { "whitelist: \"10.0.0.0/8\\n::1\"", "", "ip-restriction", """{"whitelist":["10.0.0.0/8","::1"]}""" },
        { "", "", "limit-count", null },
        { "rate_limiting: true", "", "limit-count", $$"""{"count":100,"time_window":60,"key_type":"var","key":"remote_addr","group":"{{Group}} 100 per 60s and remote_addr, local","rejected_code":429,"rejected_msg":"Request limit exceeded.","policy":"local"}""" },
        { "rate_limiting: { count: 7, time_window: 1h }", "", "limit-count", $$"""{"count":7,"time_window":3600,"key_type":"var","key":"remote_addr","group":"{{Group}} 7 per 3600s and remote_addr, local","rejected_code":429,"rejected_msg":"Request limit exceeded.","policy":"local"}""" },
        { $"{Keyed}, rate_limiting: {{ count: 5, key: consumer }}", "", "limit-count", $$"""{"count":5,"time_window":60,"key_type":"var","key":"consumer_name","group":"{{Group}} 5 per 60s and consumer_name, local","rejected_code":429,"rejected_msg":"Request limit exceeded.","policy":"local"}""" },
        { "", "", "ai-prompt-guard", null },
        { "", "deny_patterns: ['(?i)password']", "ai-prompt-guard", """{"deny_patterns":["(?i)password"],"match_all_roles":true,"match_all_conversation_history":true,"fail_mode":"error"}""" },
        { "", "allow_patterns: ['(?i)\\b(invoice|order)\\b']", "ai-prompt-guard", """{"allow_patterns":["(?i)\\b(invoice|order)\\b"],"match_all_roles":true,"match_all_conversation_history":true,"fail_mode":"error"}""" },
        { "", "deny_patterns: \"one\\ntwo\", allow_patterns: [three]", "ai-prompt-guard", """{"allow_patterns":["three"],"deny_patterns":["one","two"],"match_all_roles":true,"match_all_conversation_history":true,"fail_mode":"error"}""" },
        { "", "", "ai-prompt-decorator", null },
        { "", "prompt_decorator: { role: system, content: Be brief. }", "ai-prompt-decorator", """{"prepend":[{"role":"system","content":"Be brief."}]}""" },
        { "", "prompt_decorator: [{ role: user, content: a }, { role: assistant, content: b }]", "ai-prompt-decorator", """{"prepend":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}""" },
        { "", "prompt_decorator: { append: [{ role: user, content: ä😀 }] }", "ai-prompt-decorator", """{"append":[{"role":"user","content":"ä😀"}]}""" },
        { "", "prompt_decorator: { prepend: [{ role: system, content: a }], append: [{ role: system, content: b }] }", "ai-prompt-decorator", """{"prepend":[{"role":"system","content":"a"}],"append":[{"role":"system","content":"b"}]}""" },
        { "", "", "ai-rate-limiting", null },
        { "", "ai_rate_limit: { limit: 10000, time_window: 1h }", "ai-rate-limiting", """{"limit":10000,"time_window":3600,"limit_strategy":"total_tokens","rejected_code":429,"rejected_msg":"Token limit exceeded.","policy":"local"}""" },
        { Keyed, "ai_rate_limit: { limit: 10000, time_window: 1h }", "ai-rate-limiting", """{"rules":[{"count":10000,"time_window":3600,"key":"$consumer_name"}],"limit_strategy":"total_tokens","rejected_code":429,"rejected_msg":"Token limit exceeded.","policy":"local"}""" },
        { Keyed, "ai_rate_limit: { limit: 1, time_window: 1s, per: route }", "ai-rate-limiting", """{"limit":1,"time_window":1,"limit_strategy":"total_tokens","rejected_code":429,"rejected_msg":"Token limit exceeded.","policy":"local"}""" },
        { Keyed, "ai_rate_limit: { limit: 5, time_window: 60, limit_strategy: prompt_tokens, per: consumer }", "ai-rate-limiting", """{"rules":[{"count":5,"time_window":60,"key":"$consumer_name"}],"limit_strategy":"prompt_tokens","rejected_code":429,"rejected_msg":"Token limit exceeded.","policy":"local"}""" },
        { "", "ai_rate_limit: { limit: 5, time_window: 60, limit_strategy: completion_tokens }", "ai-rate-limiting", """{"limit":5,"time_window":60,"limit_strategy":"completion_tokens","rejected_code":429,"rejected_msg":"Token limit exceeded.","policy":"local"}""" },
    };

    /// <summary>What a route leads to, the plugin of its requests, and the configuration.</summary>
    public static TheoryData<string, string, string?> Targets => new()
    {
        { "vllm/embed", "ai-proxy", """{"provider":"openai-compatible","auth":{"header":{}},"timeout":60000,"options":{"model":"org/embed"},"override":{"endpoint":"http://vllm-router.models.svc:80"}}""" },
        { "openai", "ai-proxy", """{"provider":"openai","auth":{"header":{"Authorization":"Bearer <openai-key/api-key>"}},"override":{"endpoint":"https://api.openai.com"},"timeout":60000}""" },
        { "gpt", "ai-proxy", """{"provider":"openai","auth":{"header":{"Authorization":"Bearer <openai-key/token>"}},"override":{"endpoint":"https://eu.api.openai.com"},"timeout":60000,"options":{"model":"gpt-5"}}""" },
        { "claude", "ai-proxy", """{"provider":"anthropic","auth":{"header":{"anthropic-version":"2023-06-01","x-api-key":"<claude-key/api-key>"}},"override":{"endpoint":"https://api.anthropic.com"},"timeout":60000}""" },
        { "azure", "ai-proxy", """{"provider":"openai-compatible","auth":{"header":{"api-key":"<azure-key/api-key>"}},"override":{"endpoint":"https://team.openai.azure.com/openai/v1/chat/completions"},"timeout":60000}""" },
        { "azure-gpt", "ai-proxy", """{"provider":"azure-openai","auth":{"header":{"api-key":"<azure-key/api-key>"}},"override":{"endpoint":"https://team.openai.azure.com/openai/deployments/gpt%205/chat/completions?api-version=2024-10-21"},"timeout":60000,"options":{"model":"gpt 5"}}""" },
        { "azure-path", "ai-proxy", """{"provider":"azure-openai","auth":{"header":{"api-key":"<azure-key/api-key>"}},"override":{"endpoint":"https://team.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-06-01"},"timeout":60000}""" },
        { "azure-vectors", "ai-proxy", """{"provider":"openai-compatible","auth":{"header":{"api-key":"<azure-key/api-key>"}},"override":{"endpoint":"https://team.openai.azure.com:8443/openai/deployments/e/embeddings?api-version=2024-06-01"},"timeout":60000}""" },
        { "claude", "proxy-rewrite", """{"headers":{"remove":["authorization","cookie"]}}""" },
    };

    /// <summary>What a route leads to, and the configuration of <c>proxy-rewrite</c> for its list of models.</summary>
    public static TheoryData<string, string> ModelLists => new()
    {
        { "vllm/chat", """{"headers":{"remove":["authorization","cookie"]}}""" },
        { "openai", """{"host":"api.openai.com","headers":{"remove":["cookie"],"set":{"Authorization":"Bearer <openai-key/api-key>"}}}""" },
        { "claude", """{"host":"api.anthropic.com","headers":{"remove":["authorization","cookie"],"set":{"anthropic-version":"2023-06-01","x-api-key":"<claude-key/api-key>"}}}""" },
        { "azure", """{"host":"team.openai.azure.com","headers":{"remove":["authorization","cookie"],"set":{"api-key":"<azure-key/api-key>"}},"regex_uri":["^/v1/models(/.*)?$","/openai/v1/models$1"]}""" },
        { "azure-vectors", """{"host":"team.openai.azure.com:8443","headers":{"remove":["authorization","cookie"],"set":{"api-key":"<azure-key/api-key>"}},"regex_uri":["^/v1/models(/.*)?$","/openai/v1/models$1"]}""" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void Policy_Translated_IsThisConfiguration(string gateway, string options, string plugin, string? expected) => AssertSame(expected, TranslatedRoute.Of(gateway, options).Config(plugin));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Target_Translated_IsThisConfiguration(string to, string plugin, string? expected) => AssertSame(expected, TranslatedRoute.Of(to: to).Config(plugin));

    [Theory]
    [MemberData(nameof(ModelLists))]
    public void ModelList_Translated_IsThisConfiguration(string to, string expected)
    {
        var route = TranslatedRoute.Of(to: to);

        AssertSame(expected, route.Config(Assert.Single(route.ModelListPlugins)));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Policy_AgainstSchema_IsValid(string gateway, string options, string plugin, string? expected)
    {
        _ = (plugin, expected);
        foreach (var isShared in new[] { false, true })
        {
            AssertValid(TranslatedRoute.Of(gateway, options, isShared: isShared));
        }
    }

    [Theory]
    [InlineData("vllm/embed")]
    [InlineData("openai")]
    [InlineData("gpt")]
    [InlineData("claude")]
    [InlineData("azure")]
    [InlineData("azure-gpt")]
    [InlineData("azure-path")]
    [InlineData("azure-vectors")]
    public void Target_AgainstSchema_IsValid(string to) => AssertValid(TranslatedRoute.Of(Keyed, to: to));

    // The tests above say something only if wrong configurations are found.
    [Theory]
    [InlineData("limit-count", """{"count":1,"time_window":60,"policy":"redis"}""")]
    [InlineData("limit-count", """{"count":1,"time_window":60,"rejected_cod":429}""")]
    [InlineData("ai-rate-limiting", """{"limit":1}""")]
    [InlineData("ai-proxy", """{"provider":"vllm","auth":{"header":{}}}""")]
    [InlineData("ai-proxy", """{"provider":"openai","auth":{"header":{}},"timeout":600001}""")]
    [InlineData("cors", """{"allow_origins":"*,https://a.example.com"}""")]
    [InlineData("key-auth", """{"_meta":{"pre_functions":"x"}}""")]
    [InlineData("ip-restriction", """{"whitelist":["10.0.0.1/33"]}""")]
    public void WrongConfiguration_AgainstSchema_IsInvalid(string plugin, string config)
    {
        PluginSchemas.Require();

        Assert.NotEmpty(PluginSchemas.Errors(plugin, JsonNode.Parse(config)!.AsObject()));
    }

    [Fact]
    public void LinkToRedis_Counters_AreInIt()
    {
        var route = TranslatedRoute.Of($"{Keyed}, rate_limiting: true", "ai_rate_limit: { limit: 10, time_window: 1m }", isShared: true);

        foreach (var plugin in new[] { PluginNames.LimitCount, PluginNames.AiRateLimiting })
        {
            var config = route.Config(plugin)!;
            Assert.Equal(("redis", "redis.redis.svc", 6379, "<redis-auth/password>"), ((string?)config["policy"], (string?)config["redis_host"], (int)config["redis_port"]!, (string?)config["redis_password"]));
        }
    }

    [Fact]
    public void Key_HeadersAndPreFunction_MakeOneConsumerOfBothHeaders()
    {
        var config = TranslatedRoute.Of(Keyed).Config(PluginNames.KeyAuth)!;

        Assert.Equal("apikey", (string?)config["header"]);
        Assert.True((bool)config["hide_credentials"]!);
        var lua = (string)config["_meta"]!["pre_function"]!;
        Assert.StartsWith("return function(", lua, StringComparison.Ordinal);
        Assert.Contains("core.request.set_header(ctx, \"authorization\", nil)", lua, StringComparison.Ordinal);
    }

    [Fact]
    public void Plugins_Everything_ActInThisOrder() =>
        Assert.Equal(
            ["cors", "key-auth", "ai-prompt-decorator", "proxy-rewrite", "ip-restriction", "consumer-restriction", "ai-prompt-guard", "ai-proxy", "ai-rate-limiting", "limit-count"],
            Everything().Plugins.Select(plugin => plugin.Name));

    [Fact]
    public void ModelList_Everything_HasWhatHoldsForTheGatewayAlone() =>
        Assert.Equal(["cors", "key-auth", "proxy-rewrite", "ip-restriction", "consumer-restriction", "limit-count"], Everything().ModelListPlugins.Select(plugin => plugin.Name));

    [Fact]
    public void RequestLimit_RoutesOfOneGateway_AreOneGroup()
    {
        var one = TranslatedRoute.Of("rate_limiting: true", to: "vllm/chat").Config(PluginNames.LimitCount)!;
        var other = TranslatedRoute.Of("rate_limiting: true", to: "openai").Config(PluginNames.LimitCount)!;
        var changed = TranslatedRoute.Of("rate_limiting: { count: 101 }", to: "vllm/chat").Config(PluginNames.LimitCount)!;

        Assert.True(JsonNode.DeepEquals(one, other));
        Assert.NotEqual((string?)one["group"], (string?)changed["group"]);
    }

    [Fact]
    public void Secrets_OfAnyRoute_AreNeverPartOfWhatIsFixed()
    {
        foreach (var plugin in Everything().Plugins.Concat(TranslatedRoute.Of(Keyed, to: "openai").ModelListPlugins))
        {
            Assert.All(plugin.Values.Where(value => value.Value.HasSecret), value => Assert.Null(plugin.Config[value.Path[0]]?[value.Path[^1]]));
        }
    }

    private static TranslatedRoute Everything() => TranslatedRoute.Of(
        $"{Keyed}, cors: true, rate_limiting: true, ip_whitelist: [10.0.0.0/8]",
        "deny_patterns: [x], prompt_decorator: { role: system, content: y }, ai_rate_limit: { limit: 1, time_window: 1m }",
        to: "openai", isShared: true);

    private static void AssertValid(TranslatedRoute route)
    {
        PluginSchemas.Require();
        Assert.Empty(route.Routes.SelectMany(one => one.Plugins).SelectMany(plugin => PluginSchemas.Errors(plugin.Name, route.Config(plugin))));
    }

    private static void AssertSame(string? expected, JsonObject? actual) =>
        Assert.True(JsonNode.DeepEquals(expected is null ? null : JsonNode.Parse(expected), actual), $"expected {expected ?? "none"}\nactual   {actual?.ToJsonString() ?? "none"}");
}
