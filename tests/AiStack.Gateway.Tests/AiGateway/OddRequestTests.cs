using System.Text.Json.Nodes;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>Requests that were made to get further than they may, and those that are only in another script.</summary>
public sealed class OddRequestTests
{
    private const string Body = """{"prompt":"x"}""";

    // What no protocol has a path for goes on under its own path, with the provider's key.
    [Theory]
    [InlineData("//elsewhere.invalid/x", "//elsewhere.invalid/x")]
    [InlineData("//elsewhere.invalid/v1/x", "/v1/x")]
    [InlineData("///elsewhere.invalid", "///elsewhere.invalid")]
    [InlineData("/v1/x", "/v1/x")]
    [InlineData("/v1/a%20b", "/v1/a%20b")]
    public async Task Path_ThatLooksLikeAnotherServer_IsSentToTheProvider(string path, string arrives)
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await StartAsync(backend);

        var answer = CallAnswer.Parse(await gateway.SendRawAsync($"POST {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));

        Assert.True(answer.Status == 200, $"{answer}\n{gateway.Log}");
        Assert.Equal([arrives], backend.Received.Select(request => request.Target));
    }

    [Theory]
    [InlineData("/v1/%252e%252e/admin")]
    [InlineData("/v1/x/%252E%252E%255Cadmin")]
    [InlineData("/v1/%252e/x")]
    public async Task Path_WithDotSegmentsEscapedTwice_IsRefused(string path)
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await StartAsync(backend);

        var answer = CallAnswer.Parse(await gateway.SendRawAsync($"POST {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));

        Assert.Equal(400, answer.Status);
        Assert.Contains("dot segments", answer.Body, StringComparison.Ordinal);
        Assert.Empty(backend.Received);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" "ai-prompt-guard":{"match_all_roles":true,"match_all_conversation_history":true,"deny_patterns":["secret"]} """)]
    public async Task Body_WithHalfACharacterInAName_IsRefusedAndTheNextOneServed(string plugins)
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend, plugins).StartAsync();

        var odd = await Call.Post("any", "/v1/chat/completions", """{"\ud800":1,"messages":[{"role":"user","\ud801":"x","content":"hello"}]}""").SendAsync(gateway);

        Assert.Equal(400, odd.Status);
        Assert.Contains("valid", odd.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await Call.Chat("any", "hello").SendAsync(gateway)).Status);
    }

    [Fact]
    public async Task Header_InAnotherScript_ArrivesAsItWasSent()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend).StartAsync();

        // The bytes of UTF-8, each as a character.
        var name = System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes("Zoë 山田"));
        var answer = await Call.RawChat("any", $"X-User: {name}").SendAsync(gateway);

        Assert.Equal(200, answer.Status);
        Assert.Equal("Zoë 山田", Assert.Single(backend.Received).Headers["X-User"]);
    }

    [Fact]
    public async Task GroupOfRequestLimits_WithAnotherLimit_CountsAnew()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await Limited(backend, 1).StartAsync();
        Assert.Equal(200, (await Call.Chat("any", "hello").SendAsync(gateway)).Status);
        Assert.Equal(429, (await Call.Chat("any", "hello").SendAsync(gateway)).Status);

        await gateway.ApplyAsync(Limited(backend, 2).ToJson());

        Assert.Equal("1", (await Call.Chat("any", "hello").SendAsync(gateway)).Header("X-RateLimit-Remaining"));
    }

    private static GatewayDocument Limited(FakeBackend backend, int count) => GatewayDocument.To(backend, $$""" "limit-count":{"count":{{count}},"time_window":3600,"group":"all","rejected_code":429} """);

    private static Task<RunningGateway> StartAsync(FakeBackend backend)
    {
        var route = new JsonObject { ["id"] = "all", ["uris"] = new JsonArray("/*"), ["plugins"] = JsonNode.Parse(GatewayDocument.Plugins(backend)) };
        return RunningGateway.StartAsync(new JsonObject { ["routes"] = new JsonArray(route) }.ToJsonString(), "apisix.json", null);
    }
}
