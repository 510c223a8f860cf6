namespace Aspire.Hosting.Eventing;

/// <summary>What ends a subscription; see <see cref="IDistributedApplicationEventing.Unsubscribe"/>.</summary>
/// <param name="callback">Called with each event.</param>
public class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>Called with each event.</summary>
    internal Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;
}
