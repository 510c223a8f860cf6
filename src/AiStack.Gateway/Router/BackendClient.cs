using System.Diagnostics;
using System.Net.Sockets;
using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.Router;

/// <summary>The connections to the backends, shared by requests and probes.</summary>
internal sealed class BackendClient : IDisposable
{
    private readonly TimeSpan _connectTimeout;

    /// <summary>Makes the client; it connects when it is first used.</summary>
    public BackendClient(RouterOptions options)
    {
        _connectTimeout = options.ConnectTimeout;
        Invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = RouterFacts.IdleConnectionTimeout,
            // An answer that is given up is not read to its end in the background: the backend shall notice.
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = ConnectAsync,
            // Puts our own span in place of the client's into `traceparent`; without a span the client's header passes unchanged.
            ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        });
    }

    /// <summary>Sends requests.</summary>
    public HttpMessageInvoker Invoker { get; }

    /// <inheritdoc/>
    public void Dispose() => Invoker.Dispose();

    // The handler's own ConnectTimeout ends in a cancellation that cannot be told from others; this ends in a connection error.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(_connectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, timeout.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"no connection within {_connectTimeout.TotalSeconds:0.###} s");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
