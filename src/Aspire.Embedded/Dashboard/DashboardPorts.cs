using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Dashboard;

/// <summary>Says before the dashboard starts that it could not listen; it would say so itself only in its log, and seconds later.</summary>
internal static class DashboardPorts
{
    /// <exception cref="DistributedApplicationException">Another program listens on one of the ports.</exception>
    internal static void CheckFree(DashboardSettings settings)
    {
        foreach (var url in settings.FrontendUrls.Append(settings.OtlpGrpcUrl).Append(settings.OtlpHttpUrl))
        {
            if (IsTaken(url))
            {
                var holder = PortHolder.Describe(url.Port) is { } process ? $" by {process}" : "";
                var example = string.Create(CultureInfo.InvariantCulture, $"{url.Scheme}://{url.Host}:{(url.Port < 64_000 ? url.Port + 1111 : 19_999)}");
                throw new DistributedApplicationException(
                    $"Port {url.Port} is taken{holder}, so the dashboard cannot listen on {url}. " +
                    $"End that program, or choose another port: --{url.Setting} {example}");
            }
        }
    }

    private static bool IsTaken(DashboardUrl url)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(Address(url), url.Port));
            socket.Listen();
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }

    private static IPAddress Address(DashboardUrl url) => url.Host switch
    {
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(url.Host, out var address) && address.AddressFamily == AddressFamily.InterNetwork => address,
        // A wildcard, a name, an IPv6 address: whoever holds the port on any interface is in the way.
        _ => IPAddress.Any,
    };
}
