using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting.Dashboard;

internal static class DashboardServices
{
    /// <summary>The dashboard, the service it is fed from, and the addresses and keys between them; nothing starts before the application does.</summary>
    internal static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(CreateSettings);
        services.AddSingleton<DashboardKeys>();
        services.AddSingleton<DashboardAddress>();
        services.AddSingleton<DashboardLogs>();
        services.AddSingleton<ResourceFeed>();
        services.AddSingleton<ResourceFeedPump>();
        services.AddSingleton<ResourceServer>();
        services.AddSingleton<IOtlpEnvironment, OtlpEnvironment>();
        services.AddEventingSubscriber<DashboardLauncher>();
        return services;
    }

    private static DashboardSettings CreateSettings(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var options = services.GetRequiredService<DistributedApplicationOptions>();
        return new(
            configuration,
            services.GetRequiredService<AppHostInformation>().Name,
            options.AllowUnsecuredTransport || DashboardSettings.IsOn(configuration, "ASPIRE_ALLOW_UNSECURED_TRANSPORT"));
    }
}
