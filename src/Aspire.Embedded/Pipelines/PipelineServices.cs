using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting.Pipelines;

internal static class PipelineServices
{
    internal static void AddPipeline(this IServiceCollection services, DistributedApplicationPipeline pipeline)
    {
        services.AddSingleton<IDistributedApplicationPipeline>(pipeline);
        services.AddSingleton<IPipelineOutputService, PipelineOutputService>();
        services.TryAddSingleton<IPipelineActivityReporter, ConsoleActivityReporter>();
        services.AddHostedService<PipelineExecution>();
    }
}
