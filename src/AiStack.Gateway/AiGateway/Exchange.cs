using System.Diagnostics;
using System.Net;
using System.Text.Json;
using AiStack.Gateway.AiGateway.Consumers;
using AiStack.Gateway.AiGateway.Protocols;
using AiStack.Gateway.AiGateway.Proxying;
using AiStack.Gateway.AiGateway.Routing;
using AiStack.Gateway.Requests;

namespace AiStack.Gateway.AiGateway;

/// <summary>A request on its way through the gateway, and what its plugins found out about it.</summary>
internal sealed class Exchange(HttpContext context, GatewayRoute route, KeyRing consumers) : IDisposable
{
    private readonly long _arrived = Stopwatch.GetTimestamp();
    private RequestBody? _body;
    private IPAddress? _remoteAddress;

    /// <summary>The request and its answer.</summary>
    public HttpContext Context { get; } = context;

    /// <summary>The route that answers.</summary>
    public GatewayRoute Route { get; } = route;

    /// <summary>Who is known by which key.</summary>
    public KeyRing Consumers { get; } = consumers;

    /// <summary>Name of the consumer that sent it; <see langword="null"/>: nobody was asked for a key yet.</summary>
    public string? Consumer { get; set; }

    /// <summary>The body, once a plugin wanted to see it.</summary>
    public AiRequest? Request { get; private set; }

    /// <summary>What ai-proxy chose; <see langword="null"/>: the request is passed on as it is.</summary>
    public AiTarget? Target { get; set; }

    /// <summary>Path at what is behind the gateway; <see langword="null"/>: that of the request.</summary>
    public string? ForwardedPath { get; set; }

    /// <summary>Host that what is behind the gateway is asked for; <see langword="null"/>: as the upstream says.</summary>
    public string? ForwardedHost { get; set; }

    /// <summary>Whether it was refused for its tokens.</summary>
    public bool IsOverTokenLimit { get; set; }

    /// <summary>Tokens that the answer says it has.</summary>
    public TokenUsage? Usage { get; set; }

    /// <summary>From the moment the request was sent on to the first byte of an answer.</summary>
    public TimeSpan? TimeToFirstByte { get; set; }

    /// <summary>From the moment the request was sent on to the end of the answer.</summary>
    public TimeSpan? UpstreamTime { get; set; }

    /// <summary>What went wrong behind the gateway, in a few words.</summary>
    public string? Failure { get; set; }

    /// <summary>Since its arrival.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_arrived);

    /// <summary>Address of the caller: an IPv4 address never in IPv6 clothes.</summary>
    public IPAddress RemoteAddress => _remoteAddress ??= Context.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4(),
        null => IPAddress.None,
        var address => address,
    };

    /// <summary>Whether the body's memory may still be read by a connection that is dying.</summary>
    public bool IsBodyInUse { get; set; }

    /// <summary>Lets the plugins change the headers of the answer.</summary>
    public void FilterHeaders()
    {
        foreach (var plugin in Route.Plugins)
        {
            plugin.FilterHeaders(this);
        }
    }

    /// <summary>Reads the body, if nobody has yet.</summary>
    /// <returns>The answer to a body that is not a JSON object; <see langword="null"/>: <see cref="Request"/> is there.</returns>
    public async ValueTask<Refusal?> ReadRequestAsync()
    {
        if (Request is not null)
        {
            return null;
        }

        try
        {
            _body = await RequestBody.ReadAsync(Context.Request, Context.RequestAborted);
            if (_body.Bytes.IsEmpty)
            {
                return Refusal.Of(StatusCodes.Status400BadRequest, "could not get body: request body is empty");
            }

            Request = AiRequest.Parse(_body, Context.Request.Path.Value ?? "/");
            return null;
        }
        catch (BadHttpRequestException e)
        {
            return Refusal.Of(e.StatusCode, e.Message);
        }
        catch (JsonException e)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, $"could not parse JSON request body: {Shorten(e)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!IsBodyInUse)
        {
            _body?.Dispose();
        }
    }

    // The reader's own messages may quote the body, and say the line and byte a second time.
    private static string Shorten(JsonException e) =>
        e.LineNumber is { } line ? $"line {line + 1}, byte {e.BytePositionInLine + 1}" : e.InnerException is null && e.Message.StartsWith("the body", StringComparison.Ordinal) ? e.Message : "a text in it is not valid Unicode";
}
