using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Pipelines;

internal static class PipelineServices
{
    internal static void AddPipeline(this IServiceCollection services, DistributedApplicationPipeline pipeline)
    {
        services.AddSingleton<IDistributedApplicationPipeline>(pipeline);
        services.AddSingleton<IPipelineOutputService, PipelineOutputService>();
        services.AddSingleton<IPipelineActivityReporter, ConsoleActivityReporter>();
        services.AddHostedService<PipelineExecution>();
    }
}
