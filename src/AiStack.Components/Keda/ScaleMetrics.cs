using AiStack.Components.Vllm;

namespace AiStack.Components.Keda;

/// <summary>What is known of the metrics that a model can be scaled by.</summary>
/// <remarks>Source: vllm-project/vllm, <c>vllm/v1/metrics/loggers.py</c> and <c>docs/usage/metrics.md</c>; vllm-project/production-stack, <c>routers/metrics_router.py</c>.</remarks>
internal static class ScaleMetrics
{
    public const string Waiting = VllmMetrics.Waiting;
    public const string Running = VllmMetrics.Running;
    public const string CacheUsage = VllmMetrics.CacheUsage;

    /// <summary>Requests that one engine computes at once when no argument says, on GPUs for which vLLM chooses most.</summary>
    public const int MostRunning = 1024;

    /// <summary>What a metric counts, in few words: <c>waiting</c>.</summary>
    public static string MeasureOf(string metric) => metric switch
    {
        Waiting => "waiting",
        Running => "running",
        CacheUsage => "of KV cache",
        _ => metric,
    };

    /// <summary>Levels that engines show.</summary>
    public static IReadOnlyList<string> Gauges { get; } = [Waiting, Running, CacheUsage, "vllm:num_requests_waiting_by_reason", "vllm:engine_sleep_state", "vllm:lora_requests_info"];

    /// <summary>What only grows.</summary>
    public static IReadOnlyList<string> Counters { get; } =
    [
        VllmMetrics.PromptTokens, VllmMetrics.GenerationTokens, VllmMetrics.Answered, VllmMetrics.Preemptions, VllmMetrics.PrefixQueries, VllmMetrics.PrefixHits, VllmMetrics.IncomingRequests,
        "vllm:input_tokens_total", "vllm:output_tokens_total", "vllm:request_errors_total",
    ];

    /// <summary>Distributions, of which Prometheus has only parts.</summary>
    public static IReadOnlyList<string> Histograms { get; } =
    [
        VllmMetrics.TimeToFirstToken, VllmMetrics.InterTokenLatency, VllmMetrics.RequestLatency, VllmMetrics.QueueTime,
        "vllm:request_prefill_time_seconds", "vllm:request_decode_time_seconds", "vllm:request_inference_time_seconds", "vllm:iteration_tokens_total",
        "vllm:request_prompt_tokens", "vllm:request_generation_tokens", "vllm:request_latency_seconds",
    ];

    /// <summary>Levels of the router, by engine's address: the model's own jobs do not have them.</summary>
    public static IReadOnlyList<string> OfRouter { get; } =
    [
        "vllm:current_qps", "vllm:avg_latency", "vllm:avg_itl", "vllm:avg_decoding_length", "vllm:num_prefill_requests", "vllm:num_decoding_requests", "vllm:num_requests_swapped",
        "vllm:healthy_pods_total", "vllm:gpu_prefix_cache_hit_rate", "vllm:gpu_prefix_cache_hits_total", "vllm:gpu_prefix_cache_queries_total", "router_cpu_usage_percent", "router_memory_usage_percent",
    ];

    /// <summary>Names that current engines no longer have, with those that took their place.</summary>
    public static IReadOnlyDictionary<string, string> Renamed { get; } = new Dictionary<string, string>
    {
        ["vllm:gpu_cache_usage_perc"] = CacheUsage,
        ["vllm:cpu_cache_usage_perc"] = CacheUsage,
        ["vllm:time_per_output_token_seconds"] = VllmMetrics.InterTokenLatency,
        ["vllm:num_requests_queued"] = Waiting,
    };
}
