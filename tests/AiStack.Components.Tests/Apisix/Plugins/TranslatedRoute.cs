using System.Text.Json.Nodes;
using AiStack.Components.Apisix;
using AiStack.Components.Apisix.Plugins;
using AiStack.Core;

namespace AiStack.Components.Tests.Apisix.Plugins;

/// <summary>What the first link of a gateway becomes, with the addresses of a cluster and secrets as <c>&lt;name/key&gt;</c>.</summary>
internal sealed class TranslatedRoute
{
    private readonly Stack _stack;

    private TranslatedRoute(Stack stack)
    {
        _stack = stack;
        Route = stack.Of<AiGatewaySpec>().SelectMany(found => AiRoute.Of(stack, found.Component)).First();
    }

    /// <summary>The link.</summary>
    public AiRoute Route { get; }

    /// <summary>Its routes.</summary>
    public IReadOnlyList<GatewayRoute> Routes => [.. GatewayRoute.Of(_stack, Route)];

    /// <summary>The plugins of requests.</summary>
    public IReadOnlyList<ApisixPlugin> Plugins => RoutePlugins.ForRequests(_stack, Route);

    /// <summary>The plugins of the list of models at its usual place.</summary>
    public IReadOnlyList<ApisixPlugin> ModelListPlugins => RoutePlugins.ForModelList(_stack, Route, GatewayRoute.ModelListPath);

    /// <summary>The gateway's consumers.</summary>
    public IReadOnlyList<GatewayConsumer> Consumers => [.. GatewayConsumer.Of(_stack, Route.Gateway)];

    /// <summary>A stack with every kind of target, and one link.</summary>
    /// <param name="gateway">What is said about the gateway.</param>
    /// <param name="options">What is said about the link.</param>
    /// <param name="to">What it leads to.</param>
    /// <param name="apisix">What is said about the gateway's component.</param>
    /// <param name="isShared">Whether the gateway is linked to a redis.</param>
    public static TranslatedRoute Of(string gateway = "", string options = "", string to = "vllm/chat", string apisix = "", bool isShared = false) => new(StackText.Read($$"""
        domain: example.com
        components:
          vllm: { kind: vllm, namespace: models, models: { chat: { model_path: org/chat, model_type: chat }, embed: { model_path: org/embed, model_type: embedding, vector_size: 8 } } }
          openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }
          gpt: { kind: external-ai, ai_provider: openai, ai_endpoint: "https://eu.api.openai.com", model: gpt-5, ai_provider_api_key: { secret: openai-key, key: token } }
          claude: { kind: external-ai, ai_provider: anthropic, ai_provider_api_key: { secret: claude-key } }
          azure: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://team.openai.azure.com", ai_provider_api_key: { secret: azure-key } }
          azure-gpt: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://team.openai.azure.com", model: gpt 5, ai_provider_api_key: { secret: azure-key } }
          azure-path: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://team.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-06-01", ai_provider_api_key: { secret: azure-key } }
          azure-vectors: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://team.openai.azure.com:8443/openai/deployments/e/embeddings?api-version=2024-06-01", ai_provider_api_key: { secret: azure-key } }
          redis: { kind: redis }
          apisix: { kind: apisix, external_traffic: true, ai_gateways: { ai: { {{gateway}} } }{{(apisix.Length > 0 ? $", {apisix}" : "")}} }
        links:
          - { from: apisix/ai, to: {{to}}{{(options.Length > 0 ? $", {options}" : "")}} }
          {{(isShared ? "- { from: apisix, to: redis }" : "")}}
        """));

    /// <summary>The whole configuration of a plugin.</summary>
    public JsonObject Config(ApisixPlugin plugin) => plugin.ConfigWith(value => value.InCluster(_stack));

    /// <summary>The whole configuration of a plugin of requests.</summary>
    /// <returns><see langword="null"/>: they have no such plugin.</returns>
    public JsonObject? Config(string plugin) => Plugins.SingleOrDefault(candidate => candidate.Name == plugin) is { } found ? Config(found) : null;
}
