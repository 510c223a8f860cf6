using System.Net;
using AiStack.Gateway.AiGateway.Configuration;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Lets only some addresses in: 403 for the others.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/ip-restriction.lua</c>.</remarks>
internal sealed class IpRestrictionPlugin(IReadOnlyList<IPNetwork>? allowed, IReadOnlyList<IPNetwork>? forbidden, string message, int status) : GatewayPlugin
{
    /// <inheritdoc/>
    public override int Priority => 3000;

    /// <summary>Reads the configuration.</summary>
    public static IpRestrictionPlugin Read(JsonSpot config)
    {
        config.Only("whitelist", "blacklist", "message", "response_code");
        return new(
            Networks(config.Find("whitelist")),
            Networks(config.Find("blacklist")),
            config.Find("message")?.Text() ?? "Your IP address is not allowed",
            config.Find("response_code")?.Integer(403, 404) ?? StatusCodes.Status403Forbidden);
    }

    /// <inheritdoc/>
    public override ValueTask<Refusal?> AccessAsync(Exchange exchange)
    {
        var address = exchange.RemoteAddress;
        return forbidden?.Any(network => network.Contains(address)) == true || allowed?.Any(network => network.Contains(address)) == false
            ? new(Refusal.Of(status, message))
            : default;
    }

    private static List<IPNetwork>? Networks(JsonSpot? list) => list?.Items().Select(Network).ToList();

    private static IPNetwork Network(JsonSpot item)
    {
        var text = item.Text();
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            throw item.Wrong("an address or a range such as 10.0.0.0/8");
        }

        var bits = address.GetAddressBytes().Length * 8;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out bits) || bits > address.GetAddressBytes().Length * 8))
        {
            throw item.Wrong("an address or a range such as 10.0.0.0/8");
        }

        return new(Base(address, bits), bits);
    }

    // .NET wants the bits behind the prefix to be zero; APISIX takes 10.1.2.3/8 for 10.0.0.0/8.
    private static IPAddress Base(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = bits; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new(bytes);
    }
}
