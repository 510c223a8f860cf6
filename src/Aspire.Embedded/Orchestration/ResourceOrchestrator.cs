using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Orchestration;

/// <summary>Brings the resources of an application up in the order of their events, and down again.</summary>
internal sealed class ResourceOrchestrator(
    DistributedApplicationModel model,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ResourceUrls urls,
    IServiceProvider services)
{
    private readonly IResourceEngine? _engine = services.GetService<IResourceEngine>();

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        CheckHealthChecks();
        var engineResources = model.Resources.Where(IsRunByEngine).ToList();
        var engine = _engine is null && engineResources.Count > 0
            ? throw new DistributedApplicationException($"Nothing can run '{engineResources[0].Name}': no engine is registered.")
            : _engine;

        eventing.Subscribe<ResourceEndpointsAllocatedEvent>(OnEndpointsAllocatedAsync);
        eventing.Subscribe<ConnectionStringAvailableEvent>(OnConnectionStringAvailableAsync);
        eventing.Subscribe<BeforeResourceStartedEvent>(WaitAsync);

        // Nobody should be able to stop the dashboard from within it.
        foreach (var resource in engineResources.Where(resource => resource is not DashboardResource))
        {
            LifecycleCommands.AddTo(resource, this);
        }

        foreach (var resource in model.Resources)
        {
            await notifications.PublishUpdateAsync(resource, static snapshot => snapshot).ConfigureAwait(false);
        }

        await ParameterStates.PublishAsync(model.Resources.OfType<ParameterResource>(), notifications, loggers, cancellationToken).ConfigureAwait(false);

        foreach (var resource in model.Resources)
        {
            var initialize = new InitializeResourceEvent(resource, eventing, loggers, notifications, services);
            await eventing.PublishAsync(initialize, EventDispatchBehavior.NonBlockingConcurrent, cancellationToken).ConfigureAwait(false);

            if (!resource.HasAnnotationOfType<EndpointAnnotation>())
            {
                await urls.PublishAsync(resource, cancellationToken).ConfigureAwait(false);
                if (IsRunByEngine(resource))
                {
                    await RaiseConnectionStringAvailableAsync(resource, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        if (engine is not null)
        {
            await engine.StartAsync(model, cancellationToken).ConfigureAwait(false);
        }

        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken).ConfigureAwait(false);
    }

    internal Task StopAsync(CancellationToken cancellationToken) => _engine?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Starts an instance. One that waits for others stops waiting instead: the user knows better.</summary>
    internal async Task StartResourceAsync(string resourceId, CancellationToken cancellationToken)
    {
        if (notifications.TryGetCurrentState(resourceId, out var current) && current.Snapshot.State?.Text == KnownResourceStates.Waiting)
        {
            await notifications.PublishUpdateAsync(current.Resource, current.ResourceId, snapshot => snapshot with { State = KnownResourceStates.Starting }).ConfigureAwait(false);
            return;
        }

        await _engine!.StartResourceAsync(resourceId, cancellationToken).ConfigureAwait(false);
    }

    internal Task StopResourceAsync(string resourceId, CancellationToken cancellationToken) => _engine!.StopResourceAsync(resourceId, cancellationToken);

    private static bool IsRunByEngine(IResource resource) => resource.HasAnnotationOfType<ResourceInstance>();

    private void CheckHealthChecks()
    {
        var known = services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing =
            from resource in model.Resources
            from check in resource.Annotations.OfType<HealthCheckAnnotation>()
            where !known.Contains(check.Key)
            select $"A health check registration is missing. The resource '{resource.Name}' names '{check.Key}'; register it with builder.Services.AddHealthChecks().";

        if (missing.ToList() is { Count: > 0 } problems)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, problems));
        }
    }

    private async Task OnEndpointsAllocatedAsync(ResourceEndpointsAllocatedEvent allocated, CancellationToken cancellationToken)
    {
        await urls.PublishAsync(allocated.Resource, cancellationToken).ConfigureAwait(false);
        await RaiseConnectionStringAvailableAsync(allocated.Resource, cancellationToken).ConfigureAwait(false);
    }

    private Task RaiseConnectionStringAvailableAsync(IResource resource, CancellationToken cancellationToken) =>
        resource is IResourceWithConnectionString
            ? eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), EventDispatchBehavior.NonBlockingSequential, cancellationToken)
            : Task.CompletedTask;

    // The parts of a server are reached through it: their connection strings are there when its is.
    private async Task OnConnectionStringAvailableAsync(ConnectionStringAvailableEvent available, CancellationToken cancellationToken)
    {
        foreach (var part in model.Resources.OfType<IResourceWithParent>().Where(part => part.Parent == available.Resource && !part.HasAnnotationOfType<EndpointAnnotation>()))
        {
            await RaiseConnectionStringAvailableAsync(part, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(BeforeResourceStartedEvent starting, CancellationToken cancellationToken)
    {
        var resource = starting.Resource;
        if (!resource.HasAnnotationOfType<WaitAnnotation>())
        {
            return;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = notifications.WaitForDependenciesAsync(resource, enough.Token);
        var overruled = notifications.WaitForResourceAsync(resource.Name, change => change.Snapshot.State?.Text is { } state && state != KnownResourceStates.Waiting, enough.Token);

        var first = await Task.WhenAny(waiting, overruled).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        try
        {
            await first.ConfigureAwait(false);
        }
        finally
        {
            await ((Task)(first == waiting ? overruled : waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
