using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using AiStack.Gateway.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>Sends requests that every plugin let through to what is behind the gateway.</summary>
internal sealed class GatewayForwarder(IHttpForwarder forwarder, UpstreamClient client)
{
    private readonly ConcurrentDictionary<TimeSpan, ForwarderRequestConfig> _forwarding = new();

    /// <summary>Sends a request and passes its answer on.</summary>
    /// <returns>The answer when there was none behind the gateway; <see langword="null"/>: an answer has been sent, or nobody waits for one.</returns>
    public async ValueTask<Refusal?> ForwardAsync(Exchange exchange)
    {
        var sent = Stopwatch.GetTimestamp();
        var failure = exchange.Target is { } target ? await AskModelAsync(exchange, target, sent) : await PassOnAsync(exchange, exchange.Route.Upstream!);
        exchange.UpstreamTime = Stopwatch.GetElapsedTime(sent);
        if (failure == ForwardFailure.None)
        {
            return null;
        }

        exchange.IsBodyInUse = true;
        exchange.Failure = failure == ForwardFailure.ClientGone ? "the caller went away" : ForwardFailures.Reason(exchange.Context);
        return failure switch
        {
            // An answer that had begun is cut off: one that just ends would pass for complete.
            ForwardFailure.ClientGone or ForwardFailure.BrokenInAnswer => null,
            ForwardFailure.TimedOut => Refusal.Of(StatusCodes.Status504GatewayTimeout, $"No answer came within {TimeoutOf(exchange).TotalSeconds:0.###} s.", "error_msg"),
            ForwardFailure.NotConnected when IsTimeout(exchange.Context) => Refusal.Of(StatusCodes.Status504GatewayTimeout, "What is behind this route cannot be reached.", "error_msg"),
            ForwardFailure.NotConnected => Refusal.Of(NotReached(exchange), "What is behind this route cannot be reached.", "error_msg"),
            _ => Refusal.Of(NotReached(exchange), "What is behind this route closed the connection before it answered.", "error_msg"),
        };
    }

    // ai-proxy's own client answers 500 (transport_http.handle_error), nginx for a plain route 502.
    private static int NotReached(Exchange exchange) => exchange.Target is null ? StatusCodes.Status502BadGateway : StatusCodes.Status500InternalServerError;

    private static bool IsTimeout(HttpContext context)
    {
        var cause = context.Features.Get<IForwarderErrorFeature>()?.Exception;
        while (cause is not (null or TimeoutException))
        {
            cause = cause.InnerException;
        }

        return cause is not null;
    }

    private static TimeSpan TimeoutOf(Exchange exchange) => exchange.Target?.Timeout ?? exchange.Route.Upstream!.Timeout;

    private async ValueTask<ForwardFailure> AskModelAsync(Exchange exchange, AiTarget target, long sent)
    {
        var context = exchange.Context;
        var body = exchange.Request!.ToBytes();
        context.Request.Body = new ReadOnlyMemoryStream(body);
        var transformer = new ModelTransformer(exchange, target, body.Length);
        var error = await forwarder.SendAsync(context, target.Uri.GetLeftPart(UriPartial.Authority), client, Forwarding(target.Timeout), transformer);
        var answer = transformer.Answer;
        if (answer is { Began: > 0 })
        {
            exchange.TimeToFirstByte = Stopwatch.GetElapsedTime(sent, answer.Began);
        }

        exchange.Usage = answer?.Usage;
        return ForwardFailures.Classify(context, error, answer is { TimedOut: true });
    }

    private async ValueTask<ForwardFailure> PassOnAsync(Exchange exchange, Upstream upstream)
    {
        var node = upstream.Next();
        var error = await forwarder.SendAsync(exchange.Context, node.GetLeftPart(UriPartial.Authority), client, Forwarding(upstream.Timeout), new PlainTransformer(exchange, node, upstream.PassesHost));
        return ForwardFailures.Classify(exchange.Context, error, silent: false);
    }

    private ForwarderRequestConfig Forwarding(TimeSpan timeout) =>
        _forwarding.GetOrAdd(timeout, time => new() { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower, ActivityTimeout = time });
}
