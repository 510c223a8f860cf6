using AiStack.Gateway.Metrics;

namespace AiStack.Gateway.Router;

/// <summary>The router's metrics, with the original's names and labels.</summary>
internal sealed class RouterMetrics(BackendPool pool, ProcessFigures process)
{
    private static readonly string[] s_server = ["server"];

    /// <summary>Requests that named a model, counted before it is known whether anybody serves it.</summary>
    public CounterFamily IncomingRequests { get; } = new(
        "vllm:num_incoming_requests_total", "Valid incoming requests, whether or not a backend serves their model.", "model");

    /// <summary>Prompt tokens, from the usage that answers carry.</summary>
    public CounterFamily InputTokens { get; } = new("vllm:input_tokens_total", "Input tokens processed.", "server", "model");

    /// <summary>Answer tokens, from the usage that answers carry.</summary>
    public CounterFamily OutputTokens { get; } = new("vllm:output_tokens_total", "Output tokens generated.", "server", "model");

    /// <summary>Requests that a backend did not answer completely.</summary>
    public CounterFamily RequestErrors { get; } = new("vllm:request_errors_total", "Requests that failed at a backend.", "server", "model", "error_type");

    /// <summary>Seconds from a request's arrival to the end of its answer.</summary>
    public HistogramFamily RequestLatency { get; } = new(
        "vllm:request_latency_seconds",
        "End-to-end latency of requests as the router sees it.",
        [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
        "server",
        "model",
        "status");

    /// <summary>Everything of this moment.</summary>
    public string Expose()
    {
        var text = new PrometheusText();
        var servers = pool.Table.Backends.Select(backend => (backend.Url, Figures: backend.Statistics.Read(), backend.State, Cache: backend.PrefixCache)).ToList();

        Gauge("vllm:current_qps", "Requests per second.", server => server.Figures.QueriesPerSecond);
        Gauge("vllm:avg_latency", "Average end-to-end request latency in seconds.", server => server.Figures.AverageLatency);
        Gauge("vllm:avg_itl", "Average inter-token latency in seconds.", server => server.Figures.AverageInterTokenLatency);
        Gauge("vllm:avg_decoding_length", "Average time from first byte to end of an answer in seconds.", server => server.Figures.AverageDecodingLength);
        Gauge("vllm:num_prefill_requests", "Requests whose answer has not begun.", server => server.Figures.InPrefill);
        Gauge("vllm:num_decoding_requests", "Requests whose answer is under way.", server => server.Figures.InDecoding);
        Gauge("vllm:num_requests_running", "Requests at the backend.", server => server.Figures.InPrefill + server.Figures.InDecoding);
        // A router never learns of swapping; the original exposes its zero too.
        Gauge("vllm:num_requests_swapped", "Swapped requests.", _ => 0);
        Gauge("vllm:healthy_pods_total", "1 when the backend is up, else 0.", server => server.State == BackendState.Up ? 1 : 0);
        Gauge("vllm:gpu_prefix_cache_hit_rate", "Share of prefix cache look-ups that hit.", server => server.Cache?.HitRate);
        Gauge("vllm:gpu_prefix_cache_hits_total", "Prefix cache hits in tokens.", server => server.Cache?.Hits);
        Gauge("vllm:gpu_prefix_cache_queries_total", "Prefix cache look-ups in tokens.", server => server.Cache?.Queries);
        // Declared and never set, as in the original: the engines' own metric of this name is the one to use.
        text.Family("vllm:num_requests_waiting", "gauge", "Waiting requests (see the engines' metric).");

        IncomingRequests.Write(text);
        InputTokens.Write(text);
        OutputTokens.Write(text);
        RequestErrors.Write(text);
        RequestLatency.Write(text);
        process.Write(text);
        return text.ToString();

        void Gauge(string name, string help, Func<(string Url, RequestFigures Figures, BackendState State, PrefixCacheFigures? Cache), double?> value)
        {
            text.Family(name, "gauge", help);
            foreach (var server in servers)
            {
                if (value(server) is { } number)
                {
                    text.Sample(name, s_server, new LabelValues(server.Url), number);
                }
            }
        }
    }
}
