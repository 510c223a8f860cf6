using AiStack.Gateway.AiGateway.Consumers;
using AiStack.Gateway.AiGateway.Routing;

namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>What a file of routes says.</summary>
/// <param name="Routes">The routes.</param>
/// <param name="Consumers">Who is known by which key.</param>
/// <param name="Certificates">Certificates by host.</param>
internal sealed record GatewayConfiguration(RouteTable Routes, KeyRing Consumers, HostCertificates Certificates)
{
    /// <summary>Nothing yet.</summary>
    public static GatewayConfiguration Empty { get; } = new(new([]), new(), new([]));
}
