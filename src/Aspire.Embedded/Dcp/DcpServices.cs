using Aspire.Hosting.Bundle;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

internal static class DcpServices
{
    /// <summary>Adds the engine that runs executables and containers on DCP.</summary>
    internal static IServiceCollection AddDcp(this IServiceCollection services)
    {
        services.AddSingleton(provider => DcpOptions.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new DcpHost(
            () => new DcpLaunch(BundleLocator.Locate(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<AppHostInformation>().Assembly).DcpPath, provider.GetRequiredService<DcpOptions>().ContainerRuntime),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IDistributedApplicationEventingSubscriber, EarlyLaunch>();
        services.AddSingleton(provider => new ContainerSpecs(
            provider,
            provider.GetRequiredService<DistributedApplicationExecutionContext>(),
            provider.GetRequiredService<AppHostInformation>().Path));
        services.AddSingleton<WorkloadPublisher>();
        services.AddSingleton<WorkloadStarter>();
        services.AddSingleton<WorkloadObserver>();
        services.AddSingleton<ContainerObstacle>();
        services.AddSingleton<OrphanedPrograms>();
        services.AddSingleton<LogForwarder>();
        services.AddSingleton<IResourceEngine, DcpResourceEngine>();
        return services;
    }
}
