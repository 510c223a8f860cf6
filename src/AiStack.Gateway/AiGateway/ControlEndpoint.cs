using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Telemetry;
using AiStack.Gateway.Metrics;

namespace AiStack.Gateway.AiGateway;

/// <summary>Whether the program is ready, and its metrics: on ports of their own, where no route can hide them.</summary>
internal sealed class ControlEndpoint(GatewayOptions options, ConfigurationFile file, GatewayMetrics metrics)
{
    /// <summary>Whether a port is one of these.</summary>
    public bool Owns(int port) => port == options.StatusPort || port == options.MetricsPort;

    /// <summary>Handles a request to one of them.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var port = context.Connection.LocalPort;
        return (context.Request.Path.Value, port == options.StatusPort, port == options.MetricsPort) switch
        {
            (GatewayFacts.MetricsPath, _, true) => WriteMetricsAsync(context),
            (GatewayFacts.StatusPath, true, _) => new Refusal(StatusCodes.Status200OK, """{"status":"ok"}"""u8.ToArray(), "application/json").WriteAsync(context),
            (GatewayFacts.ReadyPath, true, _) => file.IsLoaded
                ? new Refusal(StatusCodes.Status200OK, """{"status":"ok"}"""u8.ToArray(), "application/json").WriteAsync(context)
                : Refusal.Of(StatusCodes.Status503ServiceUnavailable, "no routes are loaded", "error").WriteAsync(context),
            _ => Refusal.Empty(StatusCodes.Status404NotFound).WriteAsync(context),
        };
    }

    private Task WriteMetricsAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        return context.Response.WriteAsync(metrics.Expose(), context.RequestAborted);
    }
}
