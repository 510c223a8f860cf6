using AiStack.Components.Apisix;
using AiStack.Components.ExternalAi;
using AiStack.Hosting.Model;

namespace AiStack.Components.Tests;

/// <summary>What a run does with a stack that was described anew.</summary>
public sealed class StackChangeTests
{
    private const string Text = """
        domain: example.com
        components:
          vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat } } }
          openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }
          webui: { kind: open-webui }
          apisix: { kind: apisix, ai_gateways: { ai: { api_key: { secret: gate-key } } } }
        links:
          - { from: webui, to: apisix/ai }
          - { from: apisix/ai, to: vllm/chat }
        """;

    [Theory]
    [InlineData("gate-key", "gate-key", "", "")]
    [InlineData("example.com", "example.org", "domain", "")]
    [InlineData("gate-key", "other-key", "apisix/ai", "webui")]
    [InlineData("openai-key", "other-key", "openai", "")]
    [InlineData("to: vllm/chat }", "to: vllm/chat, subdomain: qwen }", "apisix/ai", "webui")]
    [InlineData("to: vllm/chat }", "to: openai }", "apisix/ai", "webui")]
    [InlineData("org/chat", "org/other", "", "vllm/chat")]
    [InlineData("webui: { kind: open-webui }", "webui: { kind: open-webui, replicas: 1, service_port: 3000 }", "", "webui")]
    [InlineData("  webui:", "  redis: { kind: redis }\n  webui:", "", "redis")]
    [InlineData("ai: { api_key", "more: { cors: true }, ai: { api_key", "apisix/more", "")]
    [InlineData("{ kind: apisix,", "{ kind: apisix, replicas: 2,", "apisix", "")]
    public void Change_OfTheStack_IsFollowedOrWaits(string before, string after, string followed, string waiting)
    {
        var change = Change(Text, Text.Replace(before, after, StringComparison.Ordinal));

        Assert.Equal((followed, waiting), (string.Join(' ', change.Followed), string.Join(' ', change.Waiting)));
    }

    [Fact]
    public void Stack_ThatGoesOn_HasWhatRunsAsItWas()
    {
        var change = Change(Text, Text.Replace("org/chat", "org/other", StringComparison.Ordinal).Replace("{ from: webui, to: apisix/ai }", "{ from: apisix/ai, to: openai }", StringComparison.Ordinal));

        Assert.Contains("org/chat", StackText.Write(change.Stack), StringComparison.Ordinal);
        Assert.Equal(["webui → apisix/ai", "apisix/ai → openai", "apisix/ai → vllm/chat"], change.Stack.Links.Select(link => link.ToString()));
    }

    [Fact]
    public void Link_ToWhatDoesNotRun_IsLeftOut()
    {
        var change = Change(Text, Text.Replace("models: {", "models: { more: { model_path: org/more, model_type: chat },", StringComparison.Ordinal) + "\n  - { from: apisix/ai, to: vllm/more }");

        Assert.DoesNotContain(change.Stack.Links, link => link.To.Name == "more");
        Assert.Equal(["vllm/more", "apisix/ai"], change.Waiting.Where(reference => reference != "webui"));
    }

    [Fact]
    public void ModelThatIsRenamed_KeepsTheRouteOfWhatRuns()
    {
        var change = Change(Text, Text.Replace("models: { chat:", "models: { talk:", StringComparison.Ordinal).Replace("to: vllm/chat }", "to: vllm/talk }", StringComparison.Ordinal));

        Assert.Contains(change.Stack.Links, link => link.ToString() == "apisix/ai → vllm/chat");
        Assert.Equal(["vllm/talk", "apisix/ai", "vllm/chat"], change.Waiting.Where(reference => reference is not ("webui" or "vllm")));
        Assert.Empty(change.Followed);
    }

    [Fact]
    public void Gateway_AddedToAnApisixThatDoesNotRun_Waits()
    {
        var change = Change(Text.Replace("ai: {", "other: {", StringComparison.Ordinal).Replace("apisix/ai", "apisix/other", StringComparison.Ordinal), Text, isRun: reference => reference != "apisix", isUnserved: reference => reference == "apisix");

        Assert.Empty(change.Followed);
        Assert.Contains("apisix/ai", change.Waiting);
    }

    [Fact]
    public void WhatDoesNotRunHere_Changed_WaitsForNothing() =>
        Assert.Empty(Change(Text, Text.Replace("kind: open-webui", "kind: open-webui, service_port: 3000", StringComparison.Ordinal), isRun: reference => reference != "webui").Waiting);

    private static StackChange Change(string before, string after, Func<string, bool>? isRun = null, Func<string, bool>? isUnserved = null) => StackChange.Of(
        StackText.Read(before), StackText.Read(after), kind => kind == ApisixModule.Apisix || kind == ApisixModule.AiGateway || kind == ExternalAiModule.ExternalAi, isRun ?? (_ => true), isUnserved ?? (_ => false));
}
