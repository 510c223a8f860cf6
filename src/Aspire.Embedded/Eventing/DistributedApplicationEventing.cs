using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Eventing;

/// <summary>Keeps subscriptions by the exact type of their events.</summary>
internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentDictionary<Type, ImmutableList<DistributedApplicationEventSubscription>> _subscriptions = new();

    /// <summary>Where failures of subscribers go that nobody waits for. Set once the services are there.</summary>
    internal ILogger? Logger { get; set; }

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new((@event, cancellationToken) => callback((T)@event, cancellationToken)));
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new((@event, cancellationToken) =>
            ((T)@event).Resource == resource ? callback((T)@event, cancellationToken) : Task.CompletedTask));
    }

    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        foreach (var type in _subscriptions.Keys)
        {
            _subscriptions.AddOrUpdate(type, [], (_, list) => list.Remove(subscription));
        }
    }

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default) where T : IDistributedApplicationEvent =>
        PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default) where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);

        if (!_subscriptions.TryGetValue(typeof(T), out var subscriptions) || subscriptions.IsEmpty)
        {
            return Task.CompletedTask;
        }

        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingSequential:
                return TellInTurnAsync(subscriptions, @event, cancellationToken);
            case EventDispatchBehavior.BlockingConcurrent:
                return TellAllAsync(subscriptions, @event, cancellationToken);
            case EventDispatchBehavior.NonBlockingSequential:
                _ = Task.Run(() => LogFailureAsync(TellInTurnAsync(subscriptions, @event, cancellationToken), typeof(T)), CancellationToken.None);
                return Task.CompletedTask;
            case EventDispatchBehavior.NonBlockingConcurrent:
                _ = Task.Run(() => LogFailureAsync(TellAllAsync(subscriptions, @event, cancellationToken), typeof(T)), CancellationToken.None);
                return Task.CompletedTask;
            default:
                throw new ArgumentOutOfRangeException(nameof(dispatchBehavior), dispatchBehavior, "Not a way to call subscribers.");
        }
    }

    private static async Task TellInTurnAsync(ImmutableList<DistributedApplicationEventSubscription> subscriptions, IDistributedApplicationEvent @event, CancellationToken cancellationToken)
    {
        foreach (var subscription in subscriptions)
        {
            await subscription.Callback(@event, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task TellAllAsync(ImmutableList<DistributedApplicationEventSubscription> subscriptions, IDistributedApplicationEvent @event, CancellationToken cancellationToken) =>
        Task.WhenAll(subscriptions.Select(subscription => Task.Run(() => subscription.Callback(@event, cancellationToken), CancellationToken.None)));

    private async Task LogFailureAsync(Task telling, Type type)
    {
        try
        {
            await telling.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
#pragma warning disable CA1031 // Subscribers are foreign code, and nobody waits for this task: the log is the only place left.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Logger?.LogError(exception, "A subscriber of {Event} failed.", type.Name);
        }
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        _subscriptions.AddOrUpdate(typeof(T), [subscription], (_, list) => list.Add(subscription));
        return subscription;
    }
}
