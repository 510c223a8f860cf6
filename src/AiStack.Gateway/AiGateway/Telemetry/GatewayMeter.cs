using System.Diagnostics;
using System.Diagnostics.Metrics;
using AiStack.Gateway.Hosting;

namespace AiStack.Gateway.AiGateway.Telemetry;

/// <summary>What the dashboard shows of each request: a span's route, model and consumer, durations and tokens.</summary>
/// <remarks>Names are those of OpenTelemetry's semantic conventions for generative AI, where there is one.</remarks>
internal sealed class GatewayMeter : IDisposable
{
    private readonly Meter _meter = new(ProgramHost.SourceName);
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _tokens;

    /// <summary>Makes the meter.</summary>
    public GatewayMeter()
    {
        _duration = _meter.CreateHistogram<double>("aistack.gateway.request.duration", "s", "From a request's arrival to the end of its answer.");
        _tokens = _meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens of a request, as its answer says.");
    }

    /// <summary>Takes note of a request that has ended.</summary>
    public void Record(Exchange exchange, int status)
    {
        var (route, consumer, model) = (exchange.Route.Name, exchange.Consumer ?? "", exchange.Target?.Model ?? "");
        if (_duration.Enabled)
        {
            _duration.Record(exchange.Elapsed.TotalSeconds, new("aistack.route", route), new("aistack.consumer", consumer), new("gen_ai.request.model", model), new("http.response.status_code", status));
        }

        if (_tokens.Enabled && exchange.Usage is { } usage)
        {
            Tokens(usage.Input, "input");
            Tokens(usage.Output, "output");
        }

        if (Activity.Current is { } span)
        {
            Describe(span, exchange);
        }

        void Tokens(long count, string type) =>
            _tokens.Record(count, new("aistack.route", route), new("aistack.consumer", consumer), new("gen_ai.request.model", model), new("gen_ai.token.type", type));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static void Describe(Activity span, Exchange exchange)
    {
        span.SetTag("aistack.route", exchange.Route.Name);
        span.SetTag("aistack.consumer", exchange.Consumer);
        if (exchange.Target is { } target)
        {
            span.SetTag("gen_ai.request.model", target.Model);
        }

        if (exchange.Usage is { } usage)
        {
            span.SetTag("gen_ai.usage.input_tokens", usage.Input);
            span.SetTag("gen_ai.usage.output_tokens", usage.Output);
        }
    }
}
