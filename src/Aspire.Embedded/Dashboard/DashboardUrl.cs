using System.Globalization;
using Aspire.Hosting.Dcp;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>An address the dashboard listens on, with its port decided.</summary>
/// <param name="Setting">The setting it came from, or would have come from.</param>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">As Kestrel reads it: a name, an address, <c>*</c> or <c>+</c>.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record DashboardUrl(string Setting, string Scheme, string Host, int Port)
{
    /// <summary>The host a program on this machine should use.</summary>
    internal string ReachableHost => Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : Host;

    /// <summary>The address for programs and browsers on this machine.</summary>
    internal Uri Reachable => new(string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{ReachableHost}:{Port}"));

    /// <param name="setting">Named in errors.</param>
    /// <param name="url">As in <c>ASPNETCORE_URLS</c>; port 0 means any free port.</param>
    /// <param name="anyPort">Take a free port whatever the URL says.</param>
    /// <param name="given">Ports that are given away already; a free one is added.</param>
    /// <exception cref="DistributedApplicationException">It is no http or https address.</exception>
    internal static DashboardUrl Parse(string setting, string url, bool anyPort, HashSet<int> given)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address is { Scheme: "http" or "https", Port: >= 0 and <= 65535, IsUnixPipe: false, IsNamedPipe: false })
            {
                return new(setting, address.Scheme, address.Host, anyPort || address.Port == 0 ? FreePort.Take(given) : address.Port);
            }
        }
        catch (FormatException)
        {
            // Reported below like every other address that will not do.
        }

        throw new DistributedApplicationException($"{setting} is '{url}', which is no address to listen on. Write it like http://localhost:18888.");
    }

    /// <summary>What the dashboard is told to listen on.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");
}
