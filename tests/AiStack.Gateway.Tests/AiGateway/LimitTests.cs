using System.Globalization;
using System.Text.Json.Nodes;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>What is counted, and what happens past the limit. Each scenario has a gateway of its own in one stack, so that nothing counts twice.</summary>
public sealed class LimitTests(LimitTests.Fixture gateway) : IClassFixture<LimitTests.Fixture>
{
    // An answer without a script says 3 + 5 tokens.
    private const string Stack = """
        components:
          vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat }, embed: { model_path: org/embed, model_type: embedding, vector_size: 8 } } }
          claude: { kind: external-ai, ai_provider: anthropic, ai_endpoint: "https://provider.invalid", ai_provider_api_key: { secret: claude-key } }
          apisix:
            kind: apisix
            ai_gateways:
              address: { cors: true, rate_limiting: { count: 3, time_window: 1h } }
              consumer: { api_keys: { team: { secret: team-key }, web: { secret: web-key } }, rate_limiting: { count: 2, time_window: 1h, key: consumer } }
              tokens: { cors: true }
              whole: { api_keys: { team: { secret: team2-key }, web: { secret: web2-key } } }
              each: { api_keys: { team: { secret: team3-key }, web: { secret: web3-key } } }
              prompts: {}
              answers: {}
              short: { rate_limiting: { count: 1, time_window: 2s } }
              short-tokens: {}
              reloaded: { rate_limiting: { count: 2, time_window: 1h } }
              reloaded-tokens: {}
              guarded: {}
              streamed: {}
        links:
          - { from: apisix/address, to: vllm/chat, subdomain: address }
          - { from: apisix/address, to: vllm/embed, subdomain: address-embed }
          - { from: apisix/consumer, to: vllm/chat, subdomain: consumer }
          - { from: apisix/consumer, to: vllm/embed, subdomain: consumer-embed }
          - { from: apisix/tokens, to: vllm/chat, subdomain: tokens, ai_rate_limit: { limit: 10, time_window: 1h } }
          - { from: apisix/whole, to: vllm/chat, subdomain: whole, ai_rate_limit: { limit: 10, time_window: 1h, per: route } }
          - { from: apisix/each, to: vllm/chat, subdomain: each, ai_rate_limit: { limit: 10, time_window: 1h } }
          - { from: apisix/prompts, to: vllm/chat, subdomain: prompts, ai_rate_limit: { limit: 5, time_window: 1h, limit_strategy: prompt_tokens } }
          - { from: apisix/answers, to: vllm/chat, subdomain: answers, ai_rate_limit: { limit: 8, time_window: 1h, limit_strategy: completion_tokens } }
          - { from: apisix/short, to: vllm/chat, subdomain: short }
          - { from: apisix/short-tokens, to: vllm/chat, subdomain: short-tokens, ai_rate_limit: { limit: 1, time_window: 2s } }
          - { from: apisix/reloaded, to: vllm/chat, subdomain: reloaded }
          - { from: apisix/reloaded-tokens, to: vllm/chat, subdomain: reloaded-tokens, ai_rate_limit: { limit: 5, time_window: 1h } }
          - { from: apisix/guarded, to: vllm/chat, subdomain: counted, deny_patterns: [secret], ai_rate_limit: { limit: 10, time_window: 1h } }
          - { from: apisix/streamed, to: vllm/chat, subdomain: streamed, ai_rate_limit: { limit: 1000, time_window: 1h } }
          - { from: apisix/streamed, to: claude, subdomain: claude, ai_rate_limit: { limit: 1000, time_window: 1h } }
        """;

    private const string NoRequests = """{"error_msg":"Request limit exceeded."}""" + "\n";
    private const string NoTokens = """{"error_msg":"Token limit exceeded."}""" + "\n";
    private const string RouteLimit = "X-AI-RateLimit-Limit-ai-proxy-openai-compatible";
    private const string RouteRemaining = "X-AI-RateLimit-Remaining-ai-proxy-openai-compatible";
    private const string RouteReset = "X-AI-RateLimit-Reset-ai-proxy-openai-compatible";

    [Fact]
    public async Task RequestLimit_ByAddress_CountsAllRoutesOfTheGatewayTogetherAndRefusesThePastWith429()
    {
        var first = await gateway.SendAsync(Call.Chat("address", "hello"));
        Assert.Equal((200, "3", "2"), (first.Status, first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining")));
        Assert.InRange(int.Parse(first.Header("X-RateLimit-Reset")!, CultureInfo.InvariantCulture), 3590, 3600);
        Assert.Equal("1", (await gateway.SendAsync(Call.Post("address-embed", "/v1/embeddings", """{"input":"x"}"""))).Header("X-RateLimit-Remaining"));
        Assert.Equal("0", (await gateway.SendAsync(Call.Get("any", "/address/chat/v1/models"))).Header("X-RateLimit-Remaining"));

        var received = gateway.Received;
        var past = await gateway.SendAsync(Call.Chat("address", "hello").With("Origin: https://a.example.com"));

        Assert.Equal((429, NoRequests, "application/json", "*"), (past.Status, past.Body, past.Header("Content-Type"), past.Header("Access-Control-Allow-Origin")));
        Assert.Equal(("3", "0"), (past.Header("X-RateLimit-Limit"), past.Header("X-RateLimit-Remaining")));
        Assert.Equal(received, gateway.Received);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("address", "hello") with { Address = "[::1]" })).Status);
        Assert.Equal(200, (await gateway.SendAsync(new Call("OPTIONS", "address.localhost", "/v1/chat/completions"))).Status);
    }

    [Fact]
    public async Task RequestLimit_ByConsumer_CountsEachOfThemWhateverHeaderTheKeyIsIn()
    {
        Assert.Equal("1", (await gateway.SendAsync(Call.Chat("consumer", "hello").With("apikey: team-key"))).Header("X-RateLimit-Remaining"));
        Assert.Equal("0", (await gateway.SendAsync(Call.Post("consumer-embed", "/v1/embeddings", """{"input":"x"}""").With("Authorization: Bearer team-key"))).Header("X-RateLimit-Remaining"));

        Assert.Equal(429, (await gateway.SendAsync(Call.Chat("consumer", "hello").With("Authorization: Bearer team-key"))).Status);
        Assert.Equal(429, (await gateway.SendAsync(Call.Chat("consumer", "hello").With("apikey: team-key") with { Address = "[::1]" })).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("consumer", "hello").With("apikey: web-key"))).Status);
        // Who has no key is told so, and takes nothing from anybody.
        Assert.Equal(401, (await gateway.SendAsync(Call.Chat("consumer", "hello"))).Status);
        Assert.Equal("0", (await gateway.SendAsync(Call.Chat("consumer", "hello").With("apikey: web-key"))).Header("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task TokenLimit_OfARoute_OvershootsByOneRequestAndTellsWhatRemains()
    {
        var first = await gateway.SendAsync(Call.Chat("tokens", "hello"));
        Assert.Equal((200, "10", "9"), (first.Status, first.Header(RouteLimit), first.Header(RouteRemaining)));
        var second = await gateway.SendAsync(Call.Chat("tokens", "hello"));
        Assert.Equal((200, "1"), (second.Status, second.Header(RouteRemaining)));

        var received = gateway.Received;
        var past = await gateway.SendAsync(Call.Chat("tokens", "hello").With("Origin: https://a.example.com"));

        Assert.Equal((429, NoTokens, "application/json", "*"), (past.Status, past.Body, past.Header("Content-Type"), past.Header("Access-Control-Allow-Origin")));
        Assert.Equal(("10", "0"), (past.Header(RouteLimit), past.Header(RouteRemaining)));
        Assert.InRange(int.Parse(past.Header(RouteReset)!, CultureInfo.InvariantCulture), 3590, 3600);
        Assert.Equal(received, gateway.Received);
        // A list of models costs no tokens, and each address of a route has counters of its own.
        Assert.Equal(200, (await gateway.SendAsync(Call.Get("tokens", "/v1/models"))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Post("any", "/tokens/chat/v1/chat/completions", """{"messages":[]}"""))).Status);
    }

    [Fact]
    public async Task TokenLimit_PerRoute_IsEverybodys()
    {
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("whole", "hello").With("apikey: team2-key"))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("whole", "hello").With("apikey: web2-key"))).Status);

        Assert.Equal(429, (await gateway.SendAsync(Call.Chat("whole", "hello").With("apikey: team2-key"))).Status);
        Assert.Equal(429, (await gateway.SendAsync(Call.Chat("whole", "hello").With("apikey: web2-key"))).Status);
    }

    [Fact]
    public async Task TokenLimit_PerConsumer_IsEachOnesOwn()
    {
        for (var i = 0; i < 2; i++)
        {
            var within = await gateway.SendAsync(Call.Chat("each", "hello").With("Authorization: Bearer team3-key"));
            Assert.Equal((200, "10", i == 0 ? "9" : "1"), (within.Status, within.Header("X-AI-1-RateLimit-Limit"), within.Header("X-AI-1-RateLimit-Remaining")));
        }

        var past = await gateway.SendAsync(Call.Chat("each", "hello").With("apikey: team3-key"));

        Assert.Equal((429, NoTokens, "0"), (past.Status, past.Body, past.Header("X-AI-1-RateLimit-Remaining")));
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("each", "hello").With("apikey: web3-key"))).Status);
    }

    [Theory]
    [InlineData("prompts", 5, 3)]
    [InlineData("answers", 8, 5)]
    public async Task TokenLimit_ByStrategy_CountsOnlyThose(string route, int limit, int cost)
    {
        Assert.Equal($"{limit - 1}", (await gateway.SendAsync(Call.Chat(route, "hello"))).Header(RouteRemaining));
        Assert.Equal($"{limit - cost - 1}", (await gateway.SendAsync(Call.Chat(route, "hello"))).Header(RouteRemaining));
        Assert.Equal(429, (await gateway.SendAsync(Call.Chat(route, "hello"))).Status);
    }

    [Fact]
    public async Task Limit_WindowIsOver_CountsAnew()
    {
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("short", "hello"))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("short-tokens", "hello"))).Status);
        Assert.Equal(429, (await gateway.SendAsync(Call.Chat("short", "hello"))).Status);
        Assert.Equal(429, (await gateway.SendAsync(Call.Chat("short-tokens", "hello"))).Status);

        await Task.Delay(2100, TestContext.Current.CancellationToken);

        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("short", "hello"))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("short-tokens", "hello"))).Status);
    }

    [Fact]
    public async Task Limit_FileChanges_GoesOnCounting()
    {
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("reloaded", "hello"))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("reloaded-tokens", "hello"))).Status);

        await gateway.AddRouteAsync();

        Assert.Equal("0", (await gateway.SendAsync(Call.Chat("reloaded", "hello"))).Header("X-RateLimit-Remaining"));
        Assert.Equal(429, (await gateway.SendAsync(Call.Chat("reloaded", "hello"))).Status);
        Assert.Equal(429, (await gateway.SendAsync(Call.Chat("reloaded-tokens", "hello"))).Status);
    }

    [Fact]
    public async Task TokenLimit_WhatCostsNothing_TakesNothing()
    {
        Assert.Equal(400, (await gateway.SendAsync(Call.Chat("counted", "secret"))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("counted", "hello").Script("no-usage"))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("counted", "hello").Script("usage null"))).Status);
        Assert.Equal(200, (await gateway.SendAsync(Call.Chat("counted", "hello").Script("usage {\"total_tokens\":-7}"))).Status);
        Assert.Equal(500, (await gateway.SendAsync(Call.Chat("counted", "hello").Script("status 500"))).Status);

        Assert.Equal("9", (await gateway.SendAsync(Call.Chat("counted", "hello"))).Header(RouteRemaining));
    }

    /// <summary>How an answer tells its tokens, and how many these are.</summary>
    public static TheoryData<string, string, int> Tellings => new()
    {
        { "streamed", "usage {\"prompt_tokens\":1,\"completion_tokens\":2}", 3 },
        { "streamed", "usage {\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":9}", 9 },
        { "streamed", "usage {\"prompt_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":500},\"completion_tokens\":2}", 3 },
        { "streamed", "usage {\"input_tokens\":4,\"output_tokens\":5}", 9 },
        { "streamed", "stream data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":null}\\n\\n|data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":4,\"total_tokens\":11}}\\n\\n|data: [DONE]\\n\\n", 11 },
        { "streamed", "stream data: {\"choices\":[],\"us|age\":{\"prompt_to|kens\":1|2,\"completion_tokens\":3|0}}\\n\\n|data: [DONE]\\n\\n", 42 },
        { "streamed", "stream data: {\"choices\":[{\"delta\":{\"content\":\"\\\\\"usage\\\\\":{\\\\\"total_tokens\\\\\":900}\"}}]}\\n\\n|data: {\"usage\":{\"total_tokens\":2}}\\n\\n", 2 },
        { "claude", "stream event: message_start\\ndata: {\"message\":{\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\\n\\n|event: message_delta\\ndata: {\"usage\":{\"output_tokens\":15}}\\n\\n", 40 },
        { "streamed", "stream data: {\"usage\":{\"total_tokens\":5}}\\n\\n|data: {\"usage\":{\"total_tokens\":8}}\\n\\n", 8 },
    };

    [Theory]
    [MemberData(nameof(Tellings))]
    public async Task TokenLimit_UsageInAnyForm_IsCounted(string route, string script, int tokens)
    {
        var call = Call.Post(route, "/v1/chat/completions", """{"stream":true,"messages":[]}""").Script(script);
        var before = Remaining(await gateway.SendAsync(call));
        var answer = await gateway.SendAsync(call);

        Assert.Equal(before - tokens, Remaining(answer));
        if (script.StartsWith("stream ", StringComparison.Ordinal))
        {
            Assert.Equal("text/event-stream", answer.Header("Content-Type"));
            Assert.Equal(script["stream ".Length..].Replace("|", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal), answer.Body);
        }

        // The script is this test's own; what it cost twice is not left to the next one.
        static int Remaining(CallAnswer answer)
        {
            Assert.True(answer.Status == 200, answer.ToString());
            return int.Parse(answer.Headers.First(header => header.Name.StartsWith("X-AI-RateLimit-Remaining-", StringComparison.Ordinal)).Value, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>One gateway for all scenarios.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private FakeBackend? _backend;
        private RunningGateway? _gateway;
        private JsonObject? _document;

        internal int Received => _backend!.Received.Count;

        public async ValueTask InitializeAsync()
        {
            _backend = await ScriptedBackend.StartAsync();
            var stack = GatewayStack.Of(Stack, _backend.Port);
            _document = stack.Document;
            _gateway = await RunningGateway.StartAsync(stack, "--host", "localhost");
        }

        public async ValueTask DisposeAsync()
        {
            await (_gateway?.DisposeAsync() ?? default);
            await (_backend?.DisposeAsync() ?? default);
        }

        internal Task<CallAnswer> SendAsync(Call call) => call.SendAsync(_gateway!);

        internal async Task AddRouteAsync()
        {
            var more = _document!.DeepClone().AsObject();
            var route = more["routes"]![0]!.DeepClone().AsObject();
            (route["id"], route["name"], route["hosts"]) = ("one-more", "one-more", new JsonArray("one-more.localhost"));
            more["routes"]!.AsArray().Insert(0, route);
            await _gateway!.ApplyAsync(more);
        }
    }
}
