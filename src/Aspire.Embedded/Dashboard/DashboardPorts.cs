using System.Globalization;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Dashboard;

/// <summary>Says before the dashboard starts that it could not listen; it would say so itself only in its log, and seconds later.</summary>
internal static class DashboardPorts
{
    /// <exception cref="DistributedApplicationException">Another program listens on one of the ports.</exception>
    internal static void CheckFree(DashboardSettings settings)
    {
        foreach (var url in settings.FrontendUrls.Append(settings.OtlpGrpcUrl).Append(settings.OtlpHttpUrl))
        {
            if (PortHolder.Of(url.Port, url.Host.Trim('[', ']')) is { } holder)
            {
                var example = string.Create(CultureInfo.InvariantCulture, $"{url.Scheme}://{url.Host}:{(url.Port < 64_000 ? url.Port + 1111 : 19_999)}");
                throw new DistributedApplicationException(
                    $"Port {url.Port} is taken by {holder}, so the dashboard cannot listen on {url}. " +
                    $"End that program, or choose another port: --{url.Setting}={example}");
            }
        }
    }
}
