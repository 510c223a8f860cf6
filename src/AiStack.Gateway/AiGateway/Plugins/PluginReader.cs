using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Limits;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Makes plugins of their configurations.</summary>
/// <param name="counters">Where those that count keep their counters: they outlast a new configuration.</param>
/// <param name="logger">Tells of patterns that took too long.</param>
internal sealed class PluginReader(CounterStore counters, ILogger logger)
{
    // What APISIX does there, this program does for every route: answers are passed on as they come, and every request is measured.
    private static readonly string[] s_given = ["prometheus", "proxy-buffering"];

    /// <summary>The plugins of a route, in the order in which they act.</summary>
    /// <param name="plugins">The mapping of names to configurations; <see langword="null"/>: the route has none.</param>
    /// <param name="route">Id of the route, by which its counters are told apart from those of others.</param>
    /// <exception cref="ConfigurationException">A plugin that this gateway does not have, or a configuration of one that it cannot follow.</exception>
    public IReadOnlyList<GatewayPlugin> Read(JsonSpot? plugins, string route)
    {
        if (plugins is not { } all)
        {
            return [];
        }

        var made = new List<GatewayPlugin>();
        foreach (var (name, config) in all.Entries())
        {
            if (!s_given.Contains(name))
            {
                made.Add(Read(name, config, route));
            }
        }

        return [.. made.OrderByDescending(plugin => plugin.Priority)];
    }

    private GatewayPlugin Read(string name, JsonSpot config, string route) => name switch
    {
        "cors" => CorsPlugin.Read(config),
        "key-auth" => KeyAuthPlugin.Read(config),
        "consumer-restriction" => ConsumerRestrictionPlugin.Read(config),
        "ip-restriction" => IpRestrictionPlugin.Read(config),
        "ai-prompt-decorator" => PromptDecoratorPlugin.Read(config),
        "ai-prompt-guard" => PromptGuardPlugin.Read(config, logger),
        "proxy-rewrite" => ProxyRewritePlugin.Read(config),
        "ai-proxy" => AiProxyPlugin.Read(config),
        "ai-rate-limiting" => AiRateLimitingPlugin.Read(config, route, counters),
        "limit-count" => LimitCountPlugin.Read(config, route, counters),
        _ => throw new ConfigurationException($"{config.Path}: this gateway has no plugin '{name}'. APISIX itself may: run it in a container."),
    };
}
