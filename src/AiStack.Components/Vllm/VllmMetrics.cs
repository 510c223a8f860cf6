namespace AiStack.Components.Vllm;

/// <summary>What engines and routers measure. Engines label it <c>model_name</c>, routers <c>model</c> or <c>server</c>; both have a <see cref="Running"/>, so queries say whose job they mean.</summary>
/// <remarks>Source: vllm-project/vllm, <c>vllm/v1/metrics/loggers.py</c>; vllm-project/production-stack, <c>services/metrics_service/__init__.py</c>.</remarks>
internal static class VllmMetrics
{
    /// <summary>Label of an engine's metrics: the model as clients call it.</summary>
    public const string ModelLabel = "model_name";

    /// <summary>Label of the router's counter of requests: the model as clients call it.</summary>
    public const string RouterModelLabel = "model";

    /// <summary>Requests that are computed now.</summary>
    public const string Running = "vllm:num_requests_running";

    /// <summary>Requests that queue.</summary>
    public const string Waiting = "vllm:num_requests_waiting";

    /// <summary>Share of the KV cache in use, 0 to 1.</summary>
    public const string CacheUsage = "vllm:kv_cache_usage_perc";

    /// <summary>Tokens read.</summary>
    public const string PromptTokens = "vllm:prompt_tokens_total";

    /// <summary>Tokens written.</summary>
    public const string GenerationTokens = "vllm:generation_tokens_total";

    /// <summary>Requests answered, by <see cref="FinishedReasonLabel"/>.</summary>
    public const string Answered = "vllm:request_success_total";

    /// <summary>Label of <see cref="Answered"/>: why the answer ended.</summary>
    public const string FinishedReasonLabel = "finished_reason";

    /// <summary>Requests put back into the queue because the KV cache was full.</summary>
    public const string Preemptions = "vllm:num_preemptions_total";

    /// <summary>Tokens looked for in the cache of prefixes.</summary>
    public const string PrefixQueries = "vllm:prefix_cache_queries_total";

    /// <summary>Tokens found there.</summary>
    public const string PrefixHits = "vllm:prefix_cache_hits_total";

    /// <summary>Time to the first token: a histogram.</summary>
    public const string TimeToFirstToken = "vllm:time_to_first_token_seconds";

    /// <summary>Time between two tokens: a histogram.</summary>
    public const string InterTokenLatency = "vllm:inter_token_latency_seconds";

    /// <summary>Time of a whole request: a histogram.</summary>
    public const string RequestLatency = "vllm:e2e_request_latency_seconds";

    /// <summary>Time in the queue: a histogram.</summary>
    public const string QueueTime = "vllm:request_queue_time_seconds";

    /// <summary>Requests that reached the router, also those for models that sleep.</summary>
    public const string IncomingRequests = "vllm:num_incoming_requests_total";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Running, Waiting, CacheUsage, PromptTokens, GenerationTokens, Answered, Preemptions, PrefixQueries, PrefixHits, TimeToFirstToken, InterTokenLatency, RequestLatency, QueueTime, IncomingRequests,
    ];
}
