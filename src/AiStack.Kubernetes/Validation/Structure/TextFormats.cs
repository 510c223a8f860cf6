using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AiStack.Kubernetes.Validation.Structure;

/// <summary>The formats of texts that the API server checks.</summary>
internal static partial class TextFormats
{
    /// <summary>What a text lacks to be of a format.</summary>
    /// <returns><see langword="null"/>: nothing, or the format is none that is checked.</returns>
    public static string? Problem(string format, string text) => format switch
    {
        "date-time" when !(DateTime().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) => "is no time as RFC 3339 writes it, such as '2026-01-31T08:30:00Z'",
        "date" when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "is no date such as '2026-01-31'",
        "byte" when !Base64.IsValid(text) => "is not base64",
        "ipv4" when !(IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && text.Count(c => c == '.') == 3) => "is no IPv4 address",
        "ipv6" when !(IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6) => "is no IPv6 address",
        "cidr" when !IPNetwork.TryParse(text, out _) => "is no address range such as '10.0.0.0/8'",
        "uri" when !Uri.TryCreate(text, UriKind.Absolute, out _) => "is no URI",
        "duration" when !Duration().IsMatch(text) => "is no duration such as '30s' or '1h30m'",
        "uuid" when !Guid.TryParseExact(text, "D", out _) => "is no UUID",
        _ => null,
    };

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateTime();

    [GeneratedRegex(@"\A[+-]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h))+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
