using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Embedded.Tests.Model;

/// <summary>Stands in for DCP: endpoints get ports, resources are said to run, no process is started.</summary>
internal sealed class FakeEngine(
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    DistributedApplicationExecutionContext executionContext,
    IServiceProvider services) : IResourceEngine
{
    private readonly ConcurrentDictionary<string, IResource> _resources = new();
    private readonly ConcurrentBag<Task> _starts = [];
    private int _port = 20_000;

    /// <summary>What each resource was started with, by name.</summary>
    internal ConcurrentDictionary<string, ResolvedConfiguration> Configurations { get; } = new();

    internal bool IsStopped { get; private set; }

    public static FakeEngine Of(DistributedApplication application) => (FakeEngine)application.Services.GetRequiredService<IResourceEngine>();

    public static void ReplaceDcpIn(IDistributedApplicationBuilder builder)
    {
        builder.Services.RemoveAll<IResourceEngine>();
        builder.Services.AddSingleton<IResourceEngine, FakeEngine>();
    }

    public async Task StartAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources.Where(resource => resource.HasAnnotationOfType<ResourceInstance>()))
        {
            _resources[resource.GetInstanceId()] = resource;
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", endpoint.Port ?? _port++, "{{target}}");
            }

            if (resource.HasAnnotationOfType<EndpointAnnotation>())
            {
                await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
            }
        }

        foreach (var (id, resource) in _resources)
        {
            if (resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
            {
                await PublishAsync(resource, KnownResourceStates.NotStarted);
            }
            else
            {
                _starts.Add(Task.Run(() => StartResourceAsync(id, CancellationToken.None), CancellationToken.None));
            }
        }
    }

    public async Task StartResourceAsync(string resourceId, CancellationToken cancellationToken)
    {
        var resource = _resources[resourceId];
        try
        {
            await PublishAsync(resource, KnownResourceStates.Starting);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
            Configurations[resource.Name] = await ResourceConfigurationResolver.ResolveAsync(resource, executionContext, KnownNetworkIdentifiers.LocalhostNetwork, NullLogger.Instance, cancellationToken);
            await PublishAsync(resource, KnownResourceStates.Running);
        }
        catch (DistributedApplicationException)
        {
            await PublishAsync(resource, KnownResourceStates.FailedToStart);
        }
    }

    public Task StopResourceAsync(string resourceId, CancellationToken cancellationToken) => EndAsync(_resources[resourceId], exitCode: 0);

    public Task EndAsync(IResource resource, int exitCode) =>
        notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Finished, ExitCode = exitCode });

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsStopped = true;
        await Task.WhenAll(_starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task PublishAsync(IResource resource, string state) => notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = state });
}
