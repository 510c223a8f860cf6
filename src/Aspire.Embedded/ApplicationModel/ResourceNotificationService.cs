using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the state of every resource, and tells of changes.</summary>
public partial class ResourceNotificationService : IDisposable
{
    private readonly ILogger<ResourceNotificationService> _logger;
    private readonly IServiceProvider _services;
    private readonly ResourceLoggerService _resourceLoggers;
    private readonly CancellationTokenSource _disposing = new();
    private readonly CancellationTokenSource _ending;

    private readonly ConcurrentDictionary<string, Lock> _locks = new(Names.Resource);
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, ResourceEvent> _states = ImmutableDictionary.Create<string, ResourceEvent>(Names.Resource);
    private ImmutableList<Channel<ResourceEvent>> _watchers = [];

    /// <summary>Creates the service; applications have one.</summary>
    /// <param name="logger">Told of every change, at debug level.</param>
    /// <param name="hostApplicationLifetime">Ends all waits when the application stops.</param>
    /// <param name="serviceProvider">The application's services.</param>
    /// <param name="resourceLoggerService">Told, per resource, what it waits for.</param>
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ArgumentNullException.ThrowIfNull(resourceLoggerService);

        _logger = logger;
        _services = serviceProvider;
        _resourceLoggers = resourceLoggerService;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(_disposing.Token, hostApplicationLifetime.ApplicationStopping);
    }

    /// <summary>Changes the state of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new state from the last one.</param>
    /// <returns>Done when watchers have been told.</returns>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return PublishUpdateAsync(resource, resource.GetInstanceId(), stateFactory);
    }

    /// <summary>Changes the state of an instance of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">The instance.</param>
    /// <param name="stateFactory">Makes the new state from the last one.</param>
    /// <returns>Done when watchers have been told.</returns>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);

        // One lock per instance keeps its changes in order; the common one is held only to store and to tell.
        lock (_locks.GetOrAdd(resourceId, static _ => new Lock()))
        {
            var before = _states.GetValueOrDefault(resourceId)?.Snapshot;
            var after = SnapshotCompletion.Complete(resource, stateFactory(before ?? SnapshotCompletion.First(resource)), before, _services);

            if (before?.State?.Text != after.State?.Text)
            {
                _logger.LogDebug("Resource {Resource}/{ResourceId} changed state: {Before} -> {After}", resource.Name, resourceId, before?.State?.Text, after.State?.Text);
            }

            var change = new ResourceEvent(resource, resourceId, after);
            lock (_gate)
            {
                _states = _states.SetItem(resourceId, change);
                foreach (var watcher in _watchers)
                {
                    watcher.Writer.TryWrite(change);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The states of all resources now, and then every change.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>States in the order in which they came about.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var watcher = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_gate)
        {
            foreach (var state in _states.Values)
            {
                watcher.Writer.TryWrite(state);
            }

            _watchers = _watchers.Add(watcher);
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
            await foreach (var change in watcher.Reader.ReadAllAsync(either.Token).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers = _watchers.Remove(watcher);
            }
        }
    }

    /// <summary>The state of a resource now.</summary>
    /// <param name="resourceId">An instance, or the name of a resource.</param>
    /// <param name="resourceEvent">Its state, when it has one.</param>
    /// <returns>Whether it has one.</returns>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        var states = _states;
        resourceEvent = states.GetValueOrDefault(resourceId) ?? states.Values.FirstOrDefault(state => Names.Resource.Equals(state.Resource.Name, resourceId));
        return resourceEvent is not null;
    }

    /// <summary>Ends all watches and waits.</summary>
    public void Dispose()
    {
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }
}
