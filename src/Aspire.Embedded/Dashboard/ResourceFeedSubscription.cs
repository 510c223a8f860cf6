using Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Hosting.Dashboard;

/// <summary>One watch's unread changes: at most one per instance, the newest, so a slow reader costs bounded memory and holds up nobody.</summary>
internal sealed class ResourceFeedSubscription(Action<ResourceFeedSubscription> unsubscribe) : IDisposable
{
    private readonly Lock _lock = new();
    private OrderedDictionary<string, Resource> _unread = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void Add(Resource resource)
    {
        lock (_lock)
        {
            _unread[resource.Name] = resource;
            _changed.TrySetResult();
        }
    }

    /// <summary>Waits until something changed and takes all of it.</summary>
    internal async Task<IReadOnlyCollection<Resource>> ReadAsync(CancellationToken cancellationToken)
    {
        await _changed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            var changes = _unread;
            _unread = [];
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return changes.Values;
        }
    }

    public void Dispose() => unsubscribe(this);
}
