using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Dcp;

/// <summary>Tells the rest of the application what becomes of executables and containers.</summary>
internal sealed class WorkloadPublisher(IServiceProvider services, ResourceNotificationService notifications, IDistributedApplicationEventing eventing)
{
    /// <summary>Publishes a state, with everything else that is known.</summary>
    internal Task StateAsync(DcpWorkload workload, string state) =>
        notifications.PublishUpdateAsync(workload.Resource, workload.Id, before => WorkloadSnapshot.Apply(workload, before, state));

    internal Task EndpointsAllocatedAsync(DcpWorkload workload, CancellationToken cancellationToken) =>
        eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(workload.Resource, services), cancellationToken);

    /// <summary>Lets others act before a start; whoever it has to wait for is waited for in here.</summary>
    internal Task BeforeStartAsync(DcpWorkload workload, CancellationToken cancellationToken) =>
        eventing.PublishAsync(new BeforeResourceStartedEvent(workload.Resource, services), cancellationToken);

    /// <summary>Tells that it has ended; does not wait for those who want to know, whose code must not hold up the news about other resources.</summary>
    internal async Task StoppedAsync(DcpWorkload workload, CancellationToken cancellationToken)
    {
        if (notifications.TryGetCurrentState(workload.Id, out var last))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(workload.Resource, services, last), EventDispatchBehavior.NonBlockingSequential, cancellationToken).ConfigureAwait(false);
        }
    }
}
