using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Bundle;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Puts the dashboard into the application before it starts, announces it when it answers, and fails the run when it dies.</summary>
internal sealed class DashboardLauncher(
    IServiceProvider services,
    DistributedApplicationOptions options,
    AppHostInformation appHost,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ResourceNotificationService notifications,
    ILogger<DistributedApplication> logger) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        if (executionContext.IsRunMode && !options.DisableDashboard)
        {
            eventing.Subscribe<BeforeStartEvent>(OnBeforeStartAsync);
        }

        return Task.CompletedTask;
    }

    private Task OnBeforeStartAsync(BeforeStartEvent @event, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<DashboardSettings>();
        DashboardPorts.CheckFree(settings);
        var dashboard = new DashboardResource(BundleLocator.Locate(configuration, appHost.Assembly).DashboardPath, settings);
        var keys = services.GetRequiredService<DashboardKeys>();
        var server = services.GetRequiredService<ResourceServer>();
        dashboard.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            foreach (var (name, value) in DashboardEnvironment.Create(configuration, settings, keys, server.Url))
            {
                context.EnvironmentVariables[name] = value;
            }
        }));

        // Its logs are watched from here on, so its id must be known now.
        ResourceInstance.AssignTo([dashboard]);
        // First, so that it starts first: it takes longer to be ready than anything else here.
        @event.Model.Resources.Insert(0, dashboard);

        // None of these is waited for.
        var stopping = lifetime.ApplicationStopping;
        Watch(services.GetRequiredService<DashboardLogs>().ForwardAsync(dashboard, stopping));
        Watch(ServeAsync(server, stopping));
        Watch(FailWhenItDiesAsync(dashboard, stopping));
        return Task.CompletedTask;
    }

    private async Task ServeAsync(ResourceServer server, CancellationToken cancellationToken)
    {
        var address = services.GetRequiredService<DashboardAddress>();
        await Task.Run(() => address.WatchAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        await address.Healthy.ConfigureAwait(false);
        logger.LogInformation("Now listening on: {Url}", address.BaseUrl.GetLeftPart(UriPartial.Authority));
        logger.LogInformation("Login to the dashboard at {Url}", address.LoginUrl);

        // Not before: until now the processors have enough to do, and nobody could have asked.
        await server.RunAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FailWhenItDiesAsync(DashboardResource dashboard, CancellationToken cancellationToken)
    {
        var ended = await notifications.WaitForResourceAsync(
            dashboard.Name, update => KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text), cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var how = ended.Snapshot switch
        {
            { State.Text: var state } when state == KnownResourceStates.FailedToStart => "could not be started",
            // What DCP reports of a program that a signal ended.
            { ExitCode: -1 } => "was killed",
            var snapshot => $"ended with exit code {snapshot.ExitCode}",
        };
        var last = services.GetRequiredService<DashboardLogs>().LastProblem;
        services.GetRequiredService<AppHostFailure>().Fail($"The Aspire Dashboard {how} while the application was running.{(last is null ? "" : $" Its last problem: {last}")}");
    }

    /// <summary>A background task that fails ends the run: without it the user would look at a dashboard that shows nothing.</summary>
    private void Watch(Task task) => _ = ObserveAsync(task);

    private async Task ObserveAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Whatever it is, it is reported and ends the run.
        catch (Exception e)
#pragma warning restore CA1031
        {
            services.GetRequiredService<AppHostFailure>().Fail($"The dashboard cannot be served: {e.Message}");
        }
    }
}
