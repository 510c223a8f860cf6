using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiStack.Gateway.Requests;

/// <summary>Connections to what is behind this program.</summary>
internal static class UpstreamConnections
{
    // Idle connections are closed before the backend closes them: vLLM's server does so after 5 seconds, and a request sent into that moment fails.
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(4);

    /// <summary>A handler that passes everything on as it is.</summary>
    /// <param name="connectTimeout">Time that a connection may take.</param>
    /// <param name="propagator">What goes into <c>traceparent</c>; <see langword="null"/>: nothing, and there are no spans.</param>
    public static SocketsHttpHandler CreateHandler(TimeSpan connectTimeout, DistributedContextPropagator? propagator) =>
        new()
        {
            UseProxy = false,

            // Names of people and files are in headers too.
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = s_idle,
            // An answer that is given up is not read to its end in the background: the backend shall notice.
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = async (context, cancellation) => await ConnectAsync(context.DnsEndPoint, connectTimeout, cancellation),
            ActivityHeadersPropagator = propagator,
        };

    /// <summary>Connects. The handler's own timeout ends in a cancellation that cannot be told from others; this ends in a connection error.</summary>
    public static async ValueTask<NetworkStream> ConnectAsync(DnsEndPoint address, TimeSpan connectTimeout, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(connectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, timeout.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"no connection within {connectTimeout.TotalSeconds:0.###} s");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
