using System.Diagnostics;
using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Proxying;
using AiStack.Gateway.AiGateway.Telemetry;

namespace AiStack.Gateway.AiGateway;

/// <summary>Takes a request through its route: every plugin's phases, then what is behind it.</summary>
internal sealed class GatewayEndpoint(ConfigurationFile file, GatewayForwarder forwarder, ControlEndpoint control, GatewayMetrics metrics, GatewayMeter meter, RequestLog log)
{
    // As APISIX answers what no route matches.
    private static readonly Refusal s_noRoute = Refusal.Of(StatusCodes.Status404NotFound, "404 Route Not Found", "error_msg");

    private static readonly Refusal s_hiddenDots = Refusal.Of(StatusCodes.Status400BadRequest, "the path has dot segments in it", "error_msg");

    /// <summary>Handles a request from its first byte to its last.</summary>
    public Task HandleAsync(HttpContext context) => control.Owns(context.Connection.LocalPort) ? control.HandleAsync(context) : ServeAsync(context);

    private async Task ServeAsync(HttpContext context)
    {
        // One configuration for the whole request, whatever is read meanwhile.
        var configuration = file.Current;
        var request = context.Request;
        if (configuration.Routes.Find(request.Host.Host, request.Path.Value ?? "/", request.Method) is not { } route)
        {
            metrics.NotFound();
            log.NotFound(request.Method, request.Path, request.Host.Host);
            await s_noRoute.WriteAsync(context);
            return;
        }

        if (HasHiddenDots(request.Path.Value ?? "/"))
        {
            log.HiddenDots(request.Method, request.Host.Host);
            await s_hiddenDots.WriteAsync(context);
            return;
        }

        using var exchange = new Exchange(context, route, configuration.Consumers);
        try
        {
            await ServeAsync(exchange);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            exchange.Failure = "the caller went away";
        }
        finally
        {
            Finish(exchange);
        }
    }

    // The server has resolved those that can be seen. What is escaped once more would match the route here, and lead elsewhere behind the gateway.
    private static bool HasHiddenDots(string path) =>
        path.Contains('%') && Uri.UnescapeDataString(path).Replace('\\', '/').Split('/').Any(segment => segment is "." or "..");

    private async Task ServeAsync(Exchange exchange)
    {
        Activity.Current?.DisplayName = $"{exchange.Context.Request.Method} {exchange.Route.Name}";
        var refusal = await RunPluginsAsync(exchange) ?? await ForwardAsync(exchange);
        if (refusal is not null)
        {
            exchange.FilterHeaders();
            await refusal.WriteAsync(exchange.Context);
        }
    }

    private static async ValueTask<Refusal?> RunPluginsAsync(Exchange exchange)
    {
        var plugins = exchange.Route.Plugins;
        for (var i = 0; i < plugins.Count; i++)
        {
            if (await plugins[i].RewriteAsync(exchange) is { } refusal)
            {
                return refusal;
            }
        }

        for (var i = 0; i < plugins.Count; i++)
        {
            if (await plugins[i].AccessAsync(exchange) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private async ValueTask<Refusal?> ForwardAsync(Exchange exchange)
    {
        if (exchange.Target is null)
        {
            return await forwarder.ForwardAsync(exchange);
        }

        metrics.Began(exchange);
        try
        {
            return await forwarder.ForwardAsync(exchange);
        }
        finally
        {
            metrics.Ended(exchange);
        }
    }

    private void Finish(Exchange exchange)
    {
        foreach (var plugin in exchange.Route.Plugins)
        {
            plugin.Log(exchange);
        }

        var context = exchange.Context;
        var isGone = context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted;
        var status = isGone ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode;
        metrics.Count(exchange, status);
        meter.Record(exchange, status);
        log.Write(exchange, status);
    }
}
