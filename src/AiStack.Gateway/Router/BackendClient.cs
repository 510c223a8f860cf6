using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AiStack.Gateway.Requests;
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
        Requests = new HttpMessageInvoker(UpstreamConnections.CreateHandler(options.ConnectTimeout, new ReverseProxyPropagator(DistributedContextPropagator.Current)));
        // Without a propagator there are no spans: probes come every half second while a backend is down and would bury the requests.
        Probes = new HttpMessageInvoker(UpstreamConnections.CreateHandler(options.ConnectTimeout, null));
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
            await using var connection = await UpstreamConnections.ConnectAsync(new DnsEndPoint(address.IdnHost, address.Port), _connectTimeout, cancellation);
            return true;
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return e is TimeoutException;
        }
    }
}
