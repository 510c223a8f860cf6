using AiStack.Components.Apisix;
using AiStack.Core;

namespace AiStack.Components.Tests.Apisix;

/// <summary>The forms in which policies may be written, and the one in which they are written back.</summary>
public sealed class GatewayFormsTests
{
    [Theory]
    [InlineData("cors: true", "cors: true")]
    [InlineData("cors: {}", "cors: true")]
    [InlineData("cors: false", null)]
    [InlineData("cors: { allow_origins: [https://app.example.com], max_age: 0 }", "cors: { allow_origins: [https://app.example.com], max_age: 0s }")]
    [InlineData("rate_limiting: true", "rate_limiting: true")]
    [InlineData("rate_limiting: { count: 100, time_window: 1m }", "rate_limiting: true")]
    [InlineData("rate_limiting: { count: 7, key: consumer }", "rate_limiting: { count: 7, key: consumer }")]
    [InlineData("whitelist: [10.0.0.0/8]", "ip_whitelist: [10.0.0.0/8]")]
    [InlineData("apisix_timeout: 90", "apisix_timeout: 90s")]
    [InlineData("apisix_timeout: 60s", null)]
    [InlineData("api_keys: { b: { secret: b-key }, a: { secret: a-key, key: token } }", "api_keys: { b: { secret: b-key }, a: { secret: a-key, key: token } }")]
    public void Write_Gateway_SaysTheSameInOneForm(string written, string? expected) =>
        Assert.Equal(Written(Gateway(expected ?? "cors: false")), Written(Gateway(written)));

    [Theory]
    [InlineData("deny_patterns: [one, 'two words']", "deny_patterns: [one, 'two words']")]
    [InlineData("deny_patterns: \"one\\r\\n\\n  two \\n\"", "deny_patterns: [one, '  two ']")]
    [InlineData("allow_patterns: 42", "allow_patterns: ['42']")]
    [InlineData("prompt_decorator: { role: system, content: Be brief. }", "prompt_decorator: { role: system, content: Be brief. }")]
    [InlineData("prompt_decorator: [{ role: system, content: Be brief. }]", "prompt_decorator: { role: system, content: Be brief. }")]
    [InlineData("prompt_decorator: { prepend: [{ role: user, content: a }, { role: assistant, content: b }] }", "prompt_decorator: [{ role: user, content: a }, { role: assistant, content: b }]")]
    [InlineData("prompt_decorator: { append: [{ role: user, content: a }] }", "prompt_decorator: { append: [{ role: user, content: a }] }")]
    [InlineData("ai_rate_limit: { limit: 10000, time_window: 3600, limit_strategy: total_tokens }", "ai_rate_limit: { limit: 10000, time_window: 1h }")]
    [InlineData("ai_rate_limit: { limit: 5, time_window: 1s, limit_strategy: completion_tokens, per: route }", "ai_rate_limit: { limit: 5, time_window: 1s, limit_strategy: completion_tokens, per: route }")]
    [InlineData("subdomain: qwen-chat, path: /v1/*", "subdomain: qwen-chat")]
    public void Write_Route_SaysTheSameInOneForm(string written, string expected)
    {
        var text = Written(Route(written));

        Assert.Equal(Written(Route(expected)), text);
        Assert.Equal(text, StackText.Write(StackText.ReadFile(text)));
    }

    [Fact]
    public void Read_PatternsOnePerLine_AreTheLinesThatSaySomething()
    {
        var options = (AiRouteOptions)Assert.Single(Route("deny_patterns: \"one\\r\\n\\n  two \\n\"").Links).Options;

        Assert.Equal(["one", "  two "], options.DenyPatterns);
    }

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("192.168.1.7", true)]
    [InlineData("2001:db8::/32", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.1/8", false)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("10.0.0.0/", false)]
    [InlineData("10.0.0.0/-1", false)]
    [InlineData("10", false)]
    [InlineData("010.0.0.0/8", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("localhost", false)]
    [InlineData("2001:db8::1::/32", false)]
    public void TryParse_AddressRange_TakesTheUsualNotationOnly(string text, bool isRange) =>
        Assert.Equal(isRange, AddressRange.TryParse(text, out _, out _));

    [Fact]
    public void For_KeyOfACaller_IsTheOneOfItsName()
    {
        var stack = StackText.Read("""
            domain: example.com
            components:
              vllm: { kind: vllm, models: { chat: { model_path: org/m, model_type: chat } } }
              webui: { kind: open-webui }
              other: { kind: open-webui }
              apisix: { kind: apisix, ai_gateways: { ai: { api_keys: { team: { secret: team-key }, webui: { secret: webui-key } } } } }
            links:
              - { from: apisix/ai, to: vllm/chat, subdomain: qwen-chat }
              - { from: webui, to: apisix/ai }
              - { from: other, to: apisix/ai }
            """);

        var (mine, others) = (Assert.Single(Offers.OfferExtensions.OffersTo<Offers.OpenAiApi>(stack, stack.Find("webui")!)).Offer, Assert.Single(Offers.OfferExtensions.OffersTo<Offers.OpenAiApi>(stack, stack.Find("other")!)).Offer);

        Assert.Equal(("webui-key", "team-key"), (mine.Key!.Name, others.Key!.Name));
        Assert.Equal("http://apisix.apisix.svc:80/ai/chat/v1", mine.BaseUrl.InCluster(stack));
        Assert.Equal("org/m", Assert.Single(mine.Models).Name);
    }

    private static Stack Gateway(string property) => StackText.ReadFile($$"""
        apiVersion: aistack/v1
        name: test
        components:
          apisix: { kind: apisix, ai_gateways: { ai: { {{property}} } } }
        """);

    private static Stack Route(string options) => StackText.ReadFile($$"""
        apiVersion: aistack/v1
        name: test
        components:
          vllm: { kind: vllm, models: { chat: { model_path: org/m, model_type: chat } } }
          apisix: { kind: apisix, ai_gateways: { ai: { api_key: { secret: k } } } }
        links:
          - { from: apisix/ai, to: vllm/chat, {{options}} }
        """);

    private static string Written(Stack stack) => StackText.Write(stack);
}
