namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>A plugin of a route, with the phases of a request that APISIX has. What a plugin does not override does nothing.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugin.lua</c>: a phase is run for all plugins, by falling priority, before the next begins.</remarks>
internal abstract class GatewayPlugin
{
    /// <summary>Which of two plugins comes first in a phase: the one with the higher number.</summary>
    public abstract int Priority { get; }

    /// <summary>Changes the request, or knows who sends it.</summary>
    /// <returns>An answer, which ends the request; <see langword="null"/>: it goes on.</returns>
    public virtual ValueTask<Refusal?> RewriteAsync(Exchange exchange) => default;

    /// <summary>Lets the request in or not.</summary>
    /// <returns>An answer, which ends the request; <see langword="null"/>: it goes on.</returns>
    public virtual ValueTask<Refusal?> AccessAsync(Exchange exchange) => default;

    /// <summary>Changes the headers of the answer, whoever made it.</summary>
    public virtual void FilterHeaders(Exchange exchange)
    {
    }

    /// <summary>Takes note of a request that has ended.</summary>
    public virtual void Log(Exchange exchange)
    {
    }
}
