using AiStack.Gateway.AiGateway.Plugins;
using AiStack.Gateway.AiGateway.Proxying;

namespace AiStack.Gateway.AiGateway.Routing;

/// <summary>A route: what it answers, its plugins, and what is behind it.</summary>
/// <param name="Name">Its name, in metrics and logs.</param>
/// <param name="Hosts">Hosts that it answers, in lower case, <c>*.example.com</c> for all below one; empty: all.</param>
/// <param name="Paths">Paths that it answers; <c>*</c> at an end means everything that begins so.</param>
/// <param name="Methods">Methods that it answers; empty: all.</param>
/// <param name="Priority">Which of two answers a request that both match: the one with the higher number.</param>
/// <param name="Plugins">Its plugins, in the order in which they act.</param>
/// <param name="Upstream">What is behind it; <see langword="null"/>: ai-proxy alone says.</param>
internal sealed record GatewayRoute(
    string Name, IReadOnlyList<string> Hosts, IReadOnlyList<string> Paths, IReadOnlyList<string> Methods, int Priority, IReadOnlyList<GatewayPlugin> Plugins, Upstream? Upstream)
{
    /// <summary>Whether a request is let through to a method.</summary>
    public bool Takes(string method) => Methods.Count == 0 || Methods.Contains(method, StringComparer.Ordinal);
}
