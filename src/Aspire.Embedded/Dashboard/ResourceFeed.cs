using Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Hosting.Dashboard;

/// <summary>The latest message about every resource instance, and the watches that are told of changes.</summary>
internal sealed class ResourceFeed
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Resource> _resources = [];
    private readonly List<ResourceFeedSubscription> _subscriptions = [];

    /// <summary>How many watches are open.</summary>
    internal int SubscriptionCount
    {
        get
        {
            lock (_lock)
            {
                return _subscriptions.Count;
            }
        }
    }

    /// <summary>Replaces what is known about one instance and tells every watch.</summary>
    internal void Publish(Resource resource)
    {
        lock (_lock)
        {
            _resources[resource.Name] = resource;
            foreach (var subscription in _subscriptions)
            {
                subscription.Add(resource);
            }
        }
    }

    /// <summary>Everything known now and, without a gap or a repetition, what follows.</summary>
    /// <remarks>Dispose the subscription to end it.</remarks>
    internal (IReadOnlyList<Resource> Initial, ResourceFeedSubscription Subscription) Subscribe()
    {
        lock (_lock)
        {
            var subscription = new ResourceFeedSubscription(Unsubscribe);
            _subscriptions.Add(subscription);
            return ([.. _resources.Values], subscription);
        }
    }

    internal bool Knows(string resourceId)
    {
        lock (_lock)
        {
            return _resources.ContainsKey(resourceId);
        }
    }

    private void Unsubscribe(ResourceFeedSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
        }
    }
}
