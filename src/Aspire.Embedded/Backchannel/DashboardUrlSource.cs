using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Backchannel;

/// <summary>Asks the dashboard, if there is one, where it is.</summary>
internal sealed class DashboardUrlSource(DistributedApplicationOptions options, IServiceProvider services)
{
    internal async Task<DashboardUrls> GetAsync(CancellationToken cancellationToken)
    {
        if (options.DisableDashboard || services.GetService<DashboardAddress>() is not { } address)
        {
            return new(DashboardHealthy: false, null, null);
        }

        var healthy = address.Healthy.WaitAsync(cancellationToken);
        await healthy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new(healthy.IsCompletedSuccessfully, address.LoginUrl.ToString(), null);
    }
}
