using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel;

internal static class BackchannelServices
{
    /// <summary>Makes the application known to the real `aspire` command: to the one that started it, if one did, and to those that look for it later.</summary>
    internal static IServiceCollection AddBackchannel(this IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable(CliChannel.PathSetting) is { Length: > 0 })
        {
            services.AddSingleton<AppHostLog>();
            services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<AppHostLog>());
            services.AddSingleton<CliActivityReporter>();
            services.AddSingleton<IPipelineActivityReporter>(provider => provider.GetRequiredService<CliActivityReporter>());
            services.AddSingleton<IPipelineEnd>(provider => provider.GetRequiredService<CliActivityReporter>());
            services.AddHostedService<CliChannel>();
        }

        services.AddSingleton<DashboardUrlSource>();
        return services.AddHostedService<AuxiliaryChannel>();
    }
}
