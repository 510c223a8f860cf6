using System.Buffers;
using System.Diagnostics;
using AiStack.Simulator.Scheduling;

namespace AiStack.Simulator.Metrics;

/// <summary>The page that Prometheus reads: vLLM's metric names over our numbers.</summary>
/// <remarks>
/// Names, labels and kinds: vLLM <c>vllm/v1/metrics/loggers.py</c> and <c>docs/usage/metrics.md</c>. The metrics of Python
/// itself (<c>python_info</c>, <c>python_gc_*</c>) are left out, those of the process are there.
/// </remarks>
internal sealed class MetricsPage(VllmMetrics metrics, Engine engine, string modelName, EngineSettings settings, double gpuMemoryUtilization)
{
    private static readonly string[] ReasonLabels = ["stop", "length", "abort", "error"];

    private readonly DateTimeOffset _created = DateTimeOffset.UtcNow;
    private readonly string _labels = $"engine=\"0\",model_name=\"{Exposition.Escape(modelName)}\"";

    /// <summary>Writes the page.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        var page = new Exposition(output, _labels, _created);
        WriteProcess(page);
        WriteScheduler(page);
        WriteCounters(page);
        WriteSizes(page);
        WriteTimes(page);
        page.Info(
            "vllm:cache_config_info",
            "How the KV cache is configured.",
            $"block_size=\"{settings.BlockSize}\",cache_dtype=\"auto\",enable_prefix_caching=\"{(settings.PrefixCaching ? "True" : "False")}\"," +
            FormattableString.Invariant($"engine=\"0\",gpu_memory_utilization=\"{gpuMemoryUtilization}\",num_cpu_blocks=\"None\",num_gpu_blocks=\"{settings.KvBlocks}\""));
    }

    private static void WriteProcess(Exposition page)
    {
        using var process = Process.GetCurrentProcess();
        page.Process("process_virtual_memory_bytes", "Virtual memory size in bytes.", "gauge", process.VirtualMemorySize64);
        page.Process("process_resident_memory_bytes", "Resident memory size in bytes.", "gauge", process.WorkingSet64);
        page.Process("process_start_time_seconds", "Start of the process in seconds since the epoch.", "gauge", new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0);
        page.Process("process_cpu_seconds_total", "User and system time spent, in seconds.", "counter", process.TotalProcessorTime.TotalSeconds);
    }

    private void WriteScheduler(Exposition page)
    {
        page.Gauge("vllm:num_requests_running", "Requests that the engine works on.", engine.Running);
        page.Gauge("vllm:num_requests_waiting", "Requests that wait for the engine.", engine.Waiting);
        page.Gauge(
            "vllm:num_requests_waiting_by_reason",
            "Requests that wait for the engine, by what they wait for.",
            ("reason=\"capacity\"", engine.Waiting),
            ("reason=\"deferred\"", 0));
        page.Gauge(
            "vllm:engine_sleep_state",
            "Whether the engine is awake or which level of sleep it is in.",
            ("sleep_state=\"awake\"", 1),
            ("sleep_state=\"weights_offloaded\"", 0),
            ("sleep_state=\"discard_all\"", 0));
        page.Gauge("vllm:kv_cache_usage_perc", "Share of the KV cache in use, 1 is all of it.", engine.KvCacheUsage);
    }

    private void WriteCounters(Exposition page)
    {
        page.Counter("vllm:prefix_cache_queries", "Tokens looked up in the prefix cache.", metrics.PrefixCacheQueries.Value);
        page.Counter("vllm:prefix_cache_hits", "Tokens found in the prefix cache.", metrics.PrefixCacheHits.Value);
        page.Counter("vllm:external_prefix_cache_queries", "Tokens looked up in a cache shared between instances.", 0);
        page.Counter("vllm:external_prefix_cache_hits", "Tokens found in a cache shared between instances.", 0);
        page.Counter("vllm:mm_cache_queries", "Items looked up in the multi-modal cache.", 0);
        page.Counter("vllm:mm_cache_hits", "Items found in the multi-modal cache.", 0);
        page.Counter("vllm:num_preemptions", "Requests that had to give up their place for a while.", 0);
        page.Counter("vllm:prompt_tokens", "Prompt tokens processed.", metrics.PromptTokens.Value);
        page.Counter(
            "vllm:prompt_tokens_by_source",
            "Prompt tokens by where their keys and values came from.",
            ("source=\"local_compute\"", metrics.PromptTokens.Value - metrics.CachedPromptTokens.Value),
            ("source=\"local_cache_hit\"", metrics.CachedPromptTokens.Value),
            ("source=\"external_kv_transfer\"", 0));
        page.Counter("vllm:prompt_tokens_cached", "Prompt tokens taken from a cache.", metrics.CachedPromptTokens.Value);
        page.Counter("vllm:prompt_tokens_recomputed", "Prompt tokens computed again although they were cached.", 0);
        page.Counter("vllm:generation_tokens", "Tokens generated.", metrics.GenerationTokens.Value);
        page.Counter("vllm:request_success", "Requests that ended, by reason.", [.. ReasonLabels.Select((reason, i) => ($"finished_reason=\"{reason}\"", metrics.Ended[i].Value))]);
    }

    private void WriteSizes(Exposition page)
    {
        page.Histogram("vllm:request_prompt_tokens", "Prompt tokens per request.", metrics.RequestPromptTokens);
        page.Histogram("vllm:request_generation_tokens", "Generated tokens per request.", metrics.RequestGenerationTokens);
        page.Histogram("vllm:iteration_tokens_total", "Tokens per step of the engine.", metrics.StepTokens);
        page.Histogram("vllm:request_max_num_generation_tokens", "Greatest number of generated tokens among a request's answers.", metrics.RequestMaxGenerationTokens);
        page.Histogram("vllm:request_params_n", "The n parameter of requests.", metrics.RequestN);
        page.Histogram("vllm:request_params_max_tokens", "The max_tokens parameter of requests.", metrics.RequestMaxTokens);
        page.Histogram("vllm:request_prefill_kv_computed_tokens", "Prompt tokens per request that no cache had.", metrics.RequestPrefillComputedTokens);
    }

    private void WriteTimes(Exposition page)
    {
        page.Histogram("vllm:time_to_first_token_seconds", "Seconds until the first token.", metrics.TimeToFirstToken);
        page.Histogram("vllm:inter_token_latency_seconds", "Seconds between tokens.", metrics.InterTokenLatency);
        page.Histogram("vllm:request_time_per_output_token_seconds", "Seconds per token after the first, per request.", metrics.TimePerOutputToken);
        page.Histogram("vllm:e2e_request_latency_seconds", "Seconds from a request's arrival to its end.", metrics.EndToEndLatency);
        page.Histogram("vllm:request_queue_time_seconds", "Seconds a request waited.", metrics.QueueTime);
        page.Histogram("vllm:request_inference_time_seconds", "Seconds the engine worked on a request.", metrics.InferenceTime);
        page.Histogram("vllm:request_prefill_time_seconds", "Seconds the engine took for a prompt.", metrics.PrefillTime);
        page.Histogram("vllm:request_decode_time_seconds", "Seconds the engine took for an answer after its first token.", metrics.DecodeTime);
    }
}
