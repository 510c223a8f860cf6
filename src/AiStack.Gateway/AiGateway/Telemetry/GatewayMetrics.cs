using AiStack.Gateway.Metrics;

namespace AiStack.Gateway.AiGateway.Telemetry;

/// <summary>The gateway's metrics under the names and labels of APISIX' plugin prometheus, as far as its dashboards and rules use them.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/prometheus/exporter.lua</c>; with <c>prefer_name</c>, so that routes have names.</remarks>
internal sealed class GatewayMetrics
{
    private static readonly double[] s_milliseconds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 30000, 60000];
    private readonly CounterFamily _status = new("apisix_http_status", "HTTP status codes per route.", "code", "route", "consumer", "request_type", "llm_model");
    private readonly HistogramFamily _latency = new("apisix_http_latency", "HTTP request latency in milliseconds per route.", s_milliseconds, "type", "route", "consumer", "request_type", "llm_model");
    private readonly HistogramFamily _modelLatency = new("apisix_llm_latency", "Milliseconds to the first byte of a model's answer.", s_milliseconds, "route", "consumer", "request_type", "llm_model");
    private readonly CounterFamily _promptTokens = new("apisix_llm_prompt_tokens", "Tokens that models read.", "route", "consumer", "request_type", "llm_model");
    private readonly CounterFamily _completionTokens = new("apisix_llm_completion_tokens", "Tokens that models wrote.", "route", "consumer", "request_type", "llm_model");
    private readonly GaugeFamily _active = new("apisix_llm_active_connections", "Requests to models that are under way.", "route", "llm_model");
    private readonly CounterFamily _total = new("apisix_http_requests_total", "Requests.", "state");

    /// <summary>A request to a model begins.</summary>
    public void Began(Exchange exchange) => _active[Active(exchange)].Add();

    /// <summary>A request to a model has ended.</summary>
    public void Ended(Exchange exchange) => _active[Active(exchange)].Add(-1);

    /// <summary>A request that no route answers.</summary>
    public void NotFound()
    {
        _total[new("all")].Add();
        _status[new("404", "", "", "traditional_http", "")].Add();
    }

    /// <summary>Counts a request at its end.</summary>
    public void Count(Exchange exchange, int status)
    {
        var (route, consumer) = (exchange.Route.Name, exchange.Consumer ?? "");
        var (type, model) = (TypeOf(exchange), exchange.Target?.Model ?? "");
        _total[new("all")].Add();
        _status[new(StatusText(status), route, consumer, type, model)].Add();
        var elapsed = exchange.Elapsed;
        Observe("request", elapsed);
        Observe("apisix", elapsed - (exchange.UpstreamTime ?? TimeSpan.Zero));
        if (exchange.UpstreamTime is { } upstream)
        {
            Observe("upstream", upstream);
        }

        var labels = new LabelValues(route, consumer, type, model);
        if (exchange.TimeToFirstByte is { } first && exchange.Target is not null)
        {
            _modelLatency[labels].Observe(first.TotalMilliseconds);
        }

        if (exchange.Usage is { } usage)
        {
            _promptTokens[labels].Add(usage.Input);
            _completionTokens[labels].Add(usage.Output);
        }

        void Observe(string kind, TimeSpan duration) => _latency[new(kind, route, consumer, type, model)].Observe(duration.TotalMilliseconds);
    }

    /// <summary>Everything of this moment.</summary>
    public string Expose()
    {
        var text = new PrometheusText();
        _total.Write(text);
        _status.Write(text);
        _latency.Write(text);
        _modelLatency.Write(text);
        _promptTokens.Write(text);
        _completionTokens.Write(text);
        _active.Write(text);
        return text.ToString();
    }

    private static string TypeOf(Exchange exchange) =>
        exchange.Target is null ? "traditional_http" : exchange.Request is { IsStreamed: true } ? "ai_stream" : "ai_chat";

    private static LabelValues Active(Exchange exchange) => new(exchange.Route.Name, exchange.Target!.Model);

    private static string StatusText(int status) => status == StatusCodes.Status200OK ? "200" : status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
