using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>The real programs in a row: the gateway with every policy, the router, and a simulated model of each type.</summary>
public sealed class ClientFixture : IAsyncLifetime
{
    public const string ChatModel = "Qwen/Qwen2-1.5B-Instruct";
    public const string EmbeddingModel = "Alibaba-NLP/gte-Qwen2-1.5B-instruct";

    private const string Stack = $$"""
        components:
          vllm: { kind: vllm, models: { chat: { model_path: {{ChatModel}}, model_type: chat }, embed: { model_path: {{EmbeddingModel}}, model_type: embedding } } }
          apisix: { kind: apisix, ai_gateways: { ai: { api_keys: { team: { secret: team-key } }, cors: true, rate_limiting: { count: 1000, time_window: 1h, key: consumer } }, few: { api_key: { secret: few-key } } } }
        links:
          - { from: apisix/ai, to: vllm/chat, deny_patterns: ["(?i)secret"], prompt_decorator: { role: system, content: Be brief. }, ai_rate_limit: { limit: 1000000, time_window: 1h } }
          - { from: apisix/ai, to: vllm/embed }
          - { from: apisix/few, to: vllm/chat, subdomain: few, ai_rate_limit: { limit: 1, time_window: 1h } }
        """;

    private static readonly string s_simulator = Path.Combine(AppContext.BaseDirectory, "AiStack.Simulator.dll");
    private readonly List<RouterProcess> _behind = [];
    private RunningGateway? _gateway;

    internal RunningGateway Gateway => _gateway ?? throw new InvalidOperationException("Nothing has been started.");

    /// <summary>Base URL of a model as an OpenAI client is told it.</summary>
    public Uri Url(string gateway, string model) => new($"http://127.0.0.1:{Gateway.Port}/{gateway}/{model}/v1");

    public async ValueTask InitializeAsync()
    {
        var (chat, embed, router) = (RouterProcess.FreePort(), RouterProcess.FreePort(), RouterProcess.FreePort());
        var none = new Dictionary<string, string>();
        _behind.Add(RouterProcess.Start(s_simulator, none, "serve", ChatModel, "--host", "127.0.0.1", "--port", $"{chat}", "--enable-auto-tool-choice", "--tool-call-parser", "hermes", "--inter-token-latency", "2ms", "--disable-uvicorn-access-log"));
        _behind.Add(RouterProcess.Start(s_simulator, none, "serve", EmbeddingModel, "--runner", "pooling", "--host", "127.0.0.1", "--port", $"{embed}", "--disable-uvicorn-access-log"));
        _behind.Add(RouterProcess.Start("router", "--host", "127.0.0.1", "--port", $"{router}", "--static-backends", $"http://127.0.0.1:{chat},http://127.0.0.1:{embed}", "--static-models", $"{ChatModel},{EmbeddingModel}", "--log-level", "warning"));
        _gateway = await RunningGateway.StartAsync(GatewayStack.Of(Stack, router));
        foreach (var path in new[] { "ai/chat", "ai/embed" })
        {
            await Eventually.TrueAsync(async () => (await Call.Get("any", $"/{path}/v1/models").With("apikey: team-key").SendAsync(_gateway)).Body is var list && list.Contains(ChatModel, StringComparison.Ordinal) && list.Contains(EmbeddingModel, StringComparison.Ordinal), TimeSpan.FromSeconds(30), "both models are listed");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_gateway?.DisposeAsync() ?? default);
        _behind.ForEach(process => process.Dispose());
    }

    /// <summary>The official client.</summary>
    internal OpenAIClient Client(string key, string gateway = "ai", string model = "chat") => new(
        new ApiKeyCredential(key),
        new OpenAIClientOptions { Endpoint = Url(gateway, model), NetworkTimeout = TimeSpan.FromSeconds(20), RetryPolicy = new ClientRetryPolicy(0) });
}
