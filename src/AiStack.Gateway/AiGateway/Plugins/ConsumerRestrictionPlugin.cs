using AiStack.Gateway.AiGateway.Configuration;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Lets only some consumers in: 403 for the others.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/consumer-restriction.lua</c>.</remarks>
internal sealed class ConsumerRestrictionPlugin(HashSet<string>? allowed, HashSet<string>? forbidden) : GatewayPlugin
{
    /// <inheritdoc/>
    public override int Priority => 2400;

    /// <summary>Reads the configuration.</summary>
    public static ConsumerRestrictionPlugin Read(JsonSpot config)
    {
        config.Only("whitelist", "blacklist");
        return new(config.Find("whitelist")?.Texts().ToHashSet(), config.Find("blacklist")?.Texts().ToHashSet());
    }

    /// <inheritdoc/>
    public override ValueTask<Refusal?> AccessAsync(Exchange exchange) =>
        exchange.Consumer is not { } consumer ? new(Refusal.Of(StatusCodes.Status401Unauthorized, "Missing authentication or identity verification."))
        : allowed?.Contains(consumer) == false || forbidden?.Contains(consumer) == true ? new(Refusal.Of(StatusCodes.Status403Forbidden, "The consumer_name is forbidden."))
        : default;
}
