using System.Diagnostics;
using AiStack.Gateway.Metrics;
using AiStack.Gateway.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.Router;

/// <summary>Gives a request to a backend of the model it names.</summary>
internal sealed class ProxyEndpoint(
    RequestReader reader, BackendPool pool, StartupPatience patience, RouterOptions options, RouterMetrics metrics, AccessLog log, BackendClient client, IHttpForwarder forwarder)
{
    private readonly ForwarderRequestConfig _forwarding = new()
    {
        Version = System.Net.HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        ActivityTimeout = options.FirstByteTimeout,
    };

    /// <summary>Handles one request from its first byte to its last.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (await reader.ReadAsync(context) is not { } request)
        {
            return;
        }

        // After a failure a dying connection may still be reading the buffer: it must not become another request's.
        if (await RouteAsync(request))
        {
            request.Body.Dispose();
        }

        Finish(request);
    }

    // Returns whether the body's memory is certainly no longer read.
    private async ValueTask<bool> RouteAsync(RoutedRequest request)
    {
        metrics.IncomingRequests[new LabelValues(request.Model)].Add();
        while (true)
        {
            if (pool.Table.Find(request.Model) is not { } backends)
            {
                await RefuseAsync(request, StatusCodes.Status404NotFound, $"Model '{request.Model}' not found. Available models can be listed at /v1/models.");
                return true;
            }

            if (backends.Choose(request.Session, request.Tried) is not { } backend)
            {
                if (request.Reroutes == 0 && await patience.WaitAsync(request))
                {
                    request.ForgetTried();
                    continue;
                }

                if (request.Context.RequestAborted.IsCancellationRequested)
                {
                    return !request.HasFailed;
                }

                await (request.Reroutes == 0
                    ? RefuseAsync(request, StatusCodes.Status503ServiceUnavailable, $"Model '{request.Model}' is temporarily unavailable. Please try again later.")
                    : RefuseBrokenAsync(request));
                return !request.HasFailed;
            }

            request.Backend = backend;
            var failure = await ForwardAsync(request, backend);
            if (failure == ForwardFailure.None)
            {
                return !request.HasFailed;
            }

            if (!await RecoverAsync(request, backend, failure))
            {
                return false;
            }
        }
    }

    private async ValueTask<ForwardFailure> ForwardAsync(RoutedRequest request, Backend backend)
    {
        var context = request.Context;
        var attempt = new ProxyAttempt(backend, request.Body.Bytes.Length, request.Id);
        context.Request.Body = request.Body.OpenRead();
        var error = await forwarder.SendAsync(context, backend.Url, client.Requests, _forwarding, attempt);
        if (error != ForwarderError.None)
        {
            var silent = attempt.Fail();
            return ForwardFailures.Classify(context, error, silent);
        }

        if (attempt.Complete() is { } usage)
        {
            var labels = new LabelValues(backend.Url, request.Model);
            metrics.InputTokens[labels].Add(usage.Input);
            metrics.OutputTokens[labels].Add(usage.Output);
        }

        return ForwardFailure.None;
    }

    // Returns whether the request shall be given to another backend.
    private async ValueTask<bool> RecoverAsync(RoutedRequest request, Backend backend, ForwardFailure failure)
    {
        if (failure == ForwardFailure.ClientGone)
        {
            return false;
        }

        var context = request.Context;
        var reason = ForwardFailures.Reason(context);
        log.BackendFailed(backend.Url, request.Model, reason);
        metrics.RequestErrors[new LabelValues(backend.Url, request.Model, ForwardFailures.Type(context, failure))].Add();
        if (failure == ForwardFailure.NotConnected)
        {
            pool.MarkDown(backend, reason);
        }
        else
        {
            backend.WantProbe();
        }

        if (failure == ForwardFailure.BrokenInAnswer)
        {
            // The forwarder has cut the client's connection: an answer that just ends would pass for complete.
            return false;
        }

        context.Response.Clear();
        if (failure == ForwardFailure.NotConnected || (failure == ForwardFailure.BrokenBeforeAnswer && request.Reroutes++ < options.RerouteAttempts))
        {
            request.AddTried(backend);
            return true;
        }

        await (failure == ForwardFailure.TimedOut
            ? RefuseAsync(request, StatusCodes.Status504GatewayTimeout, $"The backend of model '{request.Model}' sent nothing for {options.FirstByteTimeout.TotalSeconds:0.###} seconds.")
            : RefuseBrokenAsync(request));
        return false;
    }

    private static Task RefuseBrokenAsync(RoutedRequest request) =>
        RefuseAsync(request, StatusCodes.Status502BadGateway, $"The backend of model '{request.Model}' closed the connection before it answered.");

    private static Task RefuseAsync(RoutedRequest request, int status, string message)
    {
        request.Context.Response.Headers[ProxyAttempt.RequestIdHeader] = request.Id;
        return ErrorResponse.WriteAsync(request.Context, status, message);
    }

    private void Finish(RoutedRequest request)
    {
        var context = request.Context;
        var elapsed = request.Elapsed;
        var backend = request.Backend?.Url ?? "-";
        var gone = context.RequestAborted.IsCancellationRequested;
        var status = gone && !context.Response.HasStarted ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode;
        if (request.Backend is not null)
        {
            metrics.RequestLatency[new LabelValues(backend, request.Model, StatusText(status))].Observe(elapsed.TotalSeconds);
        }

        if (Activity.Current is { } span)
        {
            span.SetTag("vllm.model", request.Model);
            span.SetTag("vllm.backend_url", backend);
            span.SetTag("vllm.request_id", request.Id);
        }

        if (log.Enabled)
        {
            log.Request(context.Request.Path, request.Model, backend, status, elapsed.TotalMilliseconds);
        }
    }

    private static string StatusText(int status) => status == StatusCodes.Status200OK ? "200" : status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
