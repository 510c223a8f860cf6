namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Metrics that the recording rules make, by namespace, job and, of engines, model_name.</summary>
internal static class Recorded
{
    /// <summary>Engines of a model that answer.</summary>
    public const string Engines = "aistack:model_engines:up";

    /// <summary>Requests answered per second.</summary>
    public const string Requests = "aistack:model_requests:rate";

    /// <summary>Requests that are computed now.</summary>
    public const string Running = "aistack:model_requests_running:sum";

    /// <summary>Requests that queue.</summary>
    public const string Waiting = "aistack:model_requests_waiting:sum";

    /// <summary>Fullest KV cache among a model's engines, 0 to 1.</summary>
    public const string CacheUsage = "aistack:model_kv_cache_usage:max";

    /// <summary>Tokens read per second.</summary>
    public const string PromptTokens = "aistack:model_prompt_tokens:rate";

    /// <summary>Tokens written per second.</summary>
    public const string GenerationTokens = "aistack:model_generation_tokens:rate";

    /// <summary>Requests put back into the queue per second, for want of KV cache.</summary>
    public const string Preemptions = "aistack:model_preemptions:rate";

    /// <summary>Share of the looked-up tokens that the cache of prefixes had.</summary>
    public const string PrefixHits = "aistack:model_prefix_cache_hits:ratio";

    /// <summary>Seconds to the first token; a quantile's name goes behind it.</summary>
    public const string FirstToken = "aistack:model_time_to_first_token_seconds";

    /// <summary>Seconds of a whole request; a quantile's name goes behind it.</summary>
    public const string RequestTime = "aistack:model_request_seconds";

    /// <summary>Seconds between two tokens; a quantile's name goes behind it.</summary>
    public const string TokenTime = "aistack:model_inter_token_seconds";

    /// <summary>Requests per second that reach a router, by model.</summary>
    public const string Incoming = "aistack:router_requests:rate";

    /// <summary>Requests per second that a gateway answers.</summary>
    public const string GatewayRequests = "aistack:gateway_requests:rate";

    /// <summary>Share of them answered with 5xx.</summary>
    public const string GatewayErrors = "aistack:gateway_errors:ratio";

    /// <summary>Quantiles that are kept, by their names.</summary>
    public static IReadOnlyList<(string Name, string Value)> Quantiles { get; } = [("p50", "0.5"), ("p95", "0.95"), ("p99", "0.99")];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Engines, Requests, Running, Waiting, CacheUsage, PromptTokens, GenerationTokens, Preemptions, PrefixHits, Incoming, GatewayRequests, GatewayErrors,
        .. from metric in (string[])[FirstToken, RequestTime, TokenTime] from quantile in Quantiles select Quantile(metric, quantile.Name),
    ];

    /// <summary>Name of a quantile of a metric.</summary>
    public static string Quantile(string metric, string name) => $"{metric}:{name}";
}
