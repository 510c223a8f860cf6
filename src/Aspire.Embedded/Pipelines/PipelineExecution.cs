using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>Carries out the pipeline when the host has started, and ends the application after it.</summary>
internal sealed class PipelineExecution(
    IDistributedApplicationPipeline pipeline,
    IDistributedApplicationEventing eventing,
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    AppHostFailure failure,
    IHostApplicationLifetime lifetime,
    ILogger<PipelineExecution> logger,
    IServiceProvider services) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? problem = null;
        try
        {
            await Task.Yield();
            await eventing.PublishAsync(new BeforePublishEvent(services, model), stoppingToken).ConfigureAwait(false);
            await pipeline.ExecuteAsync(new PipelineContext(model, executionContext, services, logger, stoppingToken)).ConfigureAwait(false);
            await eventing.PublishAsync(new AfterPublishEvent(services, model), stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            problem = "Publishing was canceled.";
        }
#pragma warning disable CA1031 // Steps are foreign code; whatever they throw has to become the exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogDebug(exception, "The pipeline failed.");
            problem = exception.Message;
        }

        // Before the application stops, also by a failure: stopping closes the channel over which they are told.
        foreach (var listener in services.GetServices<IPipelineEnd>())
        {
            await listener.EndedAsync(problem).ConfigureAwait(false);
        }

        if (problem is not null)
        {
            failure.Fail(problem);
        }

        lifetime.StopApplication();
    }
}
