using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace AiStack.Cli.Load;

/// <summary>Why a request failed.</summary>
/// <param name="Kind">What failures are counted by: a status such as <c>503</c>, or a word.</param>
/// <param name="Message">One line.</param>
internal sealed record RequestFailure(string Kind, string Message)
{
    /// <summary>What an exception of a request means.</summary>
    public static RequestFailure Of(Exception error, LoadPlan plan) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new("name", $"There is no host '{plan.Api.Host}': check --target."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new("tls", Tls(error, plan)),
        HttpRequestException { InnerException: SocketException socket } => Of(socket, plan),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => CutOff,
        HttpRequestException { InnerException: IOException { InnerException: SocketException socket } } => Of(socket, plan),
        IOException { InnerException: SocketException socket } => Of(socket, plan),
        OperationCanceledException { InnerException: TimeoutException } => new("timeout", $"{plan.Api.Authority} does not take connections: no answer to one within 10 s."),
        OperationCanceledException => new("timeout", $"No complete answer within {plan.Timeout.TotalSeconds:0.###} s (--timeout)."),
        JsonException => new("answer", "What came is not the JSON of an OpenAI API."),
        _ => new("network", ErrorMessage.Line((error.InnerException ?? error).Message)),
    };

    /// <summary>An answer that ended before it was complete.</summary>
    public static RequestFailure CutOff { get; } = new("cut off", "The connection was closed before the answer was complete.");

    private static RequestFailure Of(SocketException error, LoadPlan plan) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new("refused", $"Nothing listens at {plan.Api.Authority}."),
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => new("name", $"There is no host '{plan.Api.Host}': check --target."),
        SocketError.ConnectionReset or SocketError.Shutdown => new("cut off", "The connection was closed before the answer was complete."),
        SocketError.TooManyOpenSockets => new("limit", "This machine allows no more open files: raise 'ulimit -n', or set --concurrency."),
        SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse => new("limit", "This machine has no free port left: set --concurrency, or lower --rate."),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut => new("unreachable", $"{plan.Api.Authority} cannot be reached: {error.Message}."),
        _ => new("network", ErrorMessage.Line(error.Message)),
    };

    private static string Tls(Exception error, LoadPlan plan)
    {
        var reason = ErrorMessage.Line((error.InnerException ?? error).Message).TrimEnd('.');
        return error.InnerException is AuthenticationException && reason.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? $"The certificate of {plan.Api.Authority} is not accepted: {reason}. Let the variable SSL_CERT_FILE name a file with its issuer's certificate."
            : $"{plan.Api.Authority} does not speak TLS as expected ({reason}): is it http rather than https?";
    }
}
