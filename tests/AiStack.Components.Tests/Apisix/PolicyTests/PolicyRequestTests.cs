using AiStack.Components.Apisix.PolicyTests;

namespace AiStack.Components.Tests.Apisix.PolicyTests;

public sealed class PolicyRequestTests
{
    private const string Stack = """
        domain: example.com
        components:
          vllm:
            kind: vllm
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }
              embed: { model_path: Alibaba-NLP/gte-Qwen2-1.5B-instruct, model_type: embedding }
          openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }
          apisix:
            kind: apisix
            ai_gateways:
              ai: { api_key: { secret: team-key } }
        links:
          - { from: apisix/ai, to: vllm/chat, subdomain: talk$PATH }
          - { from: apisix/ai, to: vllm/embed }
          - { from: apisix/ai, to: openai }
        policies:
          - { name: it, gateway: apisix/ai, route: $ROUTE, $SENT, expect: { status: 200 } }

        """;

    [Theory]
    [InlineData("talk", "prompt: 'Hi \"you\"'", "/v1/chat/completions", """{"model":"Qwen/Qwen2-1.5B-Instruct","messages":[{"role":"user","content":"Hi \u0022you\u0022"}]}""")]
    [InlineData("vllm/embed", "prompt: Hi", "/v1/embeddings", """{"model":"Alibaba-NLP/gte-Qwen2-1.5B-instruct","input":"Hi"}""")]
    [InlineData("openai", "prompt: Hi", "/v1/chat/completions", """{"model":"simulated-model","messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("chat", "request: { messages: [], n: 0x10, temperature: 0.5, stream: true, stop: null, user: '7', seed: .inf }", "/v1/chat/completions",
        """{"messages":[],"n":16,"temperature":0.5,"stream":true,"stop":null,"user":"7","seed":".inf"}""")]
    [InlineData("embed", "request: { input: [a, b] }", "/v1/embeddings", """{"input":["a","b"]}""")]
    [InlineData("openai", "request: { model: text-embedding-3-small, input: a }", "/v1/embeddings", """{"model":"text-embedding-3-small","input":"a"}""")]
    [InlineData("openai", "request: { model: gpt-5, input: a }", "/v1/responses", """{"model":"gpt-5","input":"a"}""")]
    [InlineData("openai", "request: { prompt: a }", "/v1/completions", """{"prompt":"a"}""")]
    [InlineData("openai", "request: {}", "/v1/chat/completions", "{}")]
    [InlineData("embed", "request: { model: [1] }", "/v1/embeddings", """{"model":[1]}""")]
    public void Request_OfACase_IsThatOfAClient(string route, string sent, string path, string body)
    {
        var request = Request(route, sent);

        Assert.Equal((path, body), (request.Path, request.Body.ToJsonString()));
    }

    [Theory]
    [InlineData("/v1/*", "/v1/chat/completions")]
    [InlineData("/*", "/v1/chat/completions")]
    [InlineData("/v1/chat/*", "/v1/chat/completions")]
    [InlineData("/v1/chat/completions", "/v1/chat/completions")]
    [InlineData("/talk", "/talk")]
    [InlineData("/talk/*", "/talk/chat/completions")]
    [InlineData("/talk/v1/*", "/talk/v1/chat/completions")]
    [InlineData("/talk*", "/talk/chat/completions")]
    [InlineData("/v1/embeddings*", "/v1/chat/completions")]
    public void Path_OfARoute_IsWhereItsClientsAsk(string path, string asked) => Assert.Equal(asked, Request("talk", "prompt: Hi", $", path: {path}").Path);

    [Theory]
    [InlineData("chat", "talk.example.com")]
    [InlineData("openai", "openai.example.com")]
    public void Host_OfARoute_IsThatOfTheCluster(string route, string host) => Assert.Equal(host, Request(route, "prompt: Hi").Host);

    [Theory]
    [InlineData("request: { model: gpt-5 }", "gpt-5")]
    [InlineData("request: { model: 5 }", null)]
    [InlineData("request: {}", null)]
    public void Model_OfABody_IsItsText(string sent, string? model) => Assert.Equal(model, Request("openai", sent).Model);

    private static PolicyRequest Request(string route, string sent, string path = "")
    {
        var stack = StackText.Read(Stack.Replace("$PATH", path, StringComparison.Ordinal).Replace("$ROUTE", route, StringComparison.Ordinal).Replace("$SENT", sent, StringComparison.Ordinal));
        return PolicyRequest.Of(stack, stack.Policies[0]);
    }
}
