using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Tells of what happens in an application.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Subscribes to events of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="callback">Called with each event.</param>
    /// <returns>What ends the subscription.</returns>
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationEvent;

    /// <summary>Subscribes to events of a type that happen to a resource.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="callback">Called with each event.</param>
    /// <returns>What ends the subscription.</returns>
    DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationResourceEvent;

    /// <summary>Ends a subscription.</summary>
    /// <param name="subscription">The subscription.</param>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    /// <summary>Tells subscribers one after the other and waits for them.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Handed to the subscribers.</param>
    /// <returns>Done when all subscribers are; failed with the first one that fails.</returns>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default) where T : IDistributedApplicationEvent;

    /// <summary>Tells subscribers.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="dispatchBehavior">How they are called.</param>
    /// <param name="cancellationToken">Handed to the subscribers.</param>
    /// <returns>Done when all subscribers are, or at once when publishing does not wait.</returns>
    Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default) where T : IDistributedApplicationEvent;
}
