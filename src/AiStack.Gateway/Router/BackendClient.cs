using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.Router;

/// <summary>The connections to the backends.</summary>
internal sealed class BackendClient : IDisposable
{
    private readonly TimeSpan _connectTimeout;

    /// <summary>Makes the client; it connects when it is first used.</summary>
    public BackendClient(RouterOptions options)
    {
        _connectTimeout = options.ConnectTimeout;
        // Puts our own span in place of the client's into `traceparent`; without a span the client's header passes unchanged.
        Requests = new HttpMessageInvoker(CreateHandler(new ReverseProxyPropagator(DistributedContextPropagator.Current)));
        // Without a propagator there are no spans: probes come every half second while a backend is down and would bury the requests.
        Probes = new HttpMessageInvoker(CreateHandler(null));
    }

    /// <summary>Sends clients' requests.</summary>
    public HttpMessageInvoker Requests { get; }

    /// <summary>Sends the router's own questions.</summary>
    public HttpMessageInvoker Probes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Requests.Dispose();
        Probes.Dispose();
    }

    /// <summary>Whether anybody listens at an address.</summary>
    /// <param name="url">The address; only host and port count.</param>
    /// <param name="cancellation">Ends the try.</param>
    /// <returns><see langword="false"/> only for a clear no; an answer that does not come in time may be the network's fault.</returns>
    public async Task<bool> ListensAsync(string url, CancellationToken cancellation)
    {
        var address = new Uri(url);
        try
        {
            await using var connection = await ConnectAsync(new DnsEndPoint(address.IdnHost, address.Port), cancellation);
            return true;
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return e is TimeoutException;
        }
    }

    private SocketsHttpHandler CreateHandler(DistributedContextPropagator? propagator) =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = RouterFacts.IdleConnectionTimeout,
            // An answer that is given up is not read to its end in the background: the backend shall notice.
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = async (context, cancellation) => await ConnectAsync(context.DnsEndPoint, cancellation),
            ActivityHeadersPropagator = propagator,
        };

    // The handler's own ConnectTimeout ends in a cancellation that cannot be told from others; this ends in a connection error.
    private async ValueTask<NetworkStream> ConnectAsync(DnsEndPoint address, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(_connectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, timeout.Token);
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
