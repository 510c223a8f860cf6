using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AiStack.Components.Apisix;

/// <summary>IP addresses that share their leading bits.</summary>
internal static partial class AddressRange
{
    /// <summary>Reads a range (<c>10.0.0.0/8</c>) or a single address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range; of a single address, itself alone.</param>
    /// <param name="meant">The range that was meant by one with bits beyond its prefix; <see langword="null"/>: nobody knows.</param>
    public static bool TryParse(string text, out IPNetwork range, out string? meant)
    {
        (range, meant) = (default, null);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];

        // IPAddress also reads 10, 0x7f.1 and fe80::1%eth0, none of which APISIX does.
        if (!(Version4().IsMatch(address) || Version6().IsMatch(address)) || !IPAddress.TryParse(address, out var ip))
        {
            return false;
        }

        var bits = ip.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            return false;
        }

        range = Containing(ip, length);
        meant = range.BaseAddress.Equals(ip) ? null : range.ToString();
        return meant is null;
    }

    /// <summary>The range of a number of leading bits that an address is in.</summary>
    public static IPNetwork Containing(IPAddress ip, int length)
    {
        var bytes = ip.GetAddressBytes();
        for (var index = 0; index < bytes.Length; index++)
        {
            var kept = Math.Clamp(length - (index * 8), 0, 8);
            bytes[index] &= (byte)(0xFF << (8 - kept));
        }

        return new(new IPAddress(bytes), length);
    }

    [GeneratedRegex(@"^(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version4();

    [GeneratedRegex(@"^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version6();
}
