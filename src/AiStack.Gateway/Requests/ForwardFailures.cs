using System.Net.Sockets;
using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.Requests;

/// <summary>Reads the forwarder's errors.</summary>
internal static class ForwardFailures
{
    /// <summary>What an error means for the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">What the forwarder returned.</param>
    /// <param name="silent">Whether an answer that had begun was given up because its rest did not come in time.</param>
    /// <remarks>The request's own abort token does not tell who is to blame: the forwarder has cut the client's connection by now.</remarks>
    public static ForwardFailure Classify(HttpContext context, ForwarderError error, bool silent) => error switch
    {
        ForwarderError.None => ForwardFailure.None,
        ForwarderError.ResponseBodyCanceled when silent => ForwardFailure.BrokenInAnswer,
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled
            or ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient => ForwardFailure.ClientGone,
        _ when context.Response.HasStarted => ForwardFailure.BrokenInAnswer,
        ForwarderError.RequestTimedOut => ForwardFailure.TimedOut,
        _ when Cause(context) is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            ForwardFailure.NotConnected,
        _ => ForwardFailure.BrokenBeforeAnswer,
    };

    /// <summary>The innermost reason, in a few words.</summary>
    public static string Reason(HttpContext context)
    {
        var cause = Cause(context);
        while (cause?.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause is SocketException socket ? socket.SocketErrorCode.ToString() : cause?.Message ?? "no reason given";
    }

    /// <summary>Name of the error for the <c>error_type</c> label.</summary>
    public static string Type(HttpContext context, ForwardFailure failure) => Cause(context)?.GetType().Name ?? failure.ToString();

    private static Exception? Cause(HttpContext context) => context.Features.Get<IForwarderErrorFeature>()?.Exception;
}
