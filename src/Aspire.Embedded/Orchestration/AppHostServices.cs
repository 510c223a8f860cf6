using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Backchannel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting.Orchestration;

/// <summary>The services every AppHost has.</summary>
internal static class AppHostServices
{
    internal static void AddAppHost(
        this IServiceCollection services,
        DistributedApplicationBuilder builder,
        DistributedApplicationOptions options,
        AppHostInformation appHost,
        DistributedApplicationEventing eventing,
        DistributedApplicationPipeline pipeline)
    {
        services.AddLogging(logging => AddConsole(logging, builder.Configuration));
        services.AddHealthChecks();

        services.AddSingleton(options);
        services.AddSingleton(appHost);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton<IDistributedApplicationEventing>(eventing);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<AppHostFailure>();
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider));
        services.Configure<ResourceNotificationServiceOptions>(notifications =>
        {
            // Without a dashboard nobody can start a failed resource again.
            if (options.DisableDashboard)
            {
                notifications.DefaultWaitBehavior = WaitBehavior.StopOnResourceUnavailable;
            }
        });

        services.AddSingleton<BeforeStart>();
        services.AddBackchannel();

        if (builder.ExecutionContext.IsPublishMode)
        {
            services.AddPipeline(pipeline);
            return;
        }

        services.AddSingleton<ResourceUrls>();
        services.AddSingleton<ResourceOrchestrator>();
        services.AddHostedService<ResourceHealth>();
        if (options.EnableResourceLogging)
        {
            services.AddHostedService<ResourceLogForwarding>();
        }

        services.AddDashboard();
        services.AddDcp();
        services.AddHostedService<ResourceOrchestration>();
    }

    private static void AddConsole(ILoggingBuilder logging, ConfigurationManager configuration)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // A start that fails is told by Run, in one line; a check that fails is told by the resource's health.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        logging.AddSimpleConsole(console => console.ColorBehavior = LoggerColorBehavior.Default);
    }
}
