namespace AiStack.Components.Apisix;

/// <summary>What a gateway measures once its plugin prometheus is on.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/prometheus/exporter.lua</c> and <c>docs/en/latest/plugins/prometheus.md</c>. With <c>prefer_name</c> the label route is the route's name.</remarks>
internal static class ApisixMetrics
{
    /// <summary>Answers, by code, route and consumer: a counter.</summary>
    public const string Status = "apisix_http_status";

    /// <summary>Time in milliseconds, by type (request, upstream, apisix) and route: a histogram.</summary>
    public const string Latency = "apisix_http_latency";

    /// <summary>Bytes, by type (ingress, egress) and route: a counter.</summary>
    public const string Bandwidth = "apisix_bandwidth";

    /// <summary>Connections, by state: a gauge.</summary>
    public const string Connections = "apisix_nginx_http_current_connections";

    /// <summary>Tokens that models read, by route, consumer and llm_model: a counter.</summary>
    public const string PromptTokens = "apisix_llm_prompt_tokens";

    /// <summary>Tokens that models wrote: a counter.</summary>
    public const string CompletionTokens = "apisix_llm_completion_tokens";

    /// <summary>Requests to models that are under way: a gauge.</summary>
    public const string ActiveModelRequests = "apisix_llm_active_connections";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Status, Latency, Bandwidth, Connections, PromptTokens, CompletionTokens, ActiveModelRequests];
}
