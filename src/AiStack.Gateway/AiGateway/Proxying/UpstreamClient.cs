using System.Diagnostics;
using AiStack.Gateway.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>The connections to model servers and providers.</summary>
internal sealed class UpstreamClient : HttpMessageInvoker
{
    /// <summary>Makes the client; it connects when it is first used.</summary>
    public UpstreamClient() : base(UpstreamConnections.CreateHandler(GatewayFacts.ConnectTimeout, new ReverseProxyPropagator(DistributedContextPropagator.Current)))
    {
    }
}
