using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.Orchestration;

/// <summary>Raises <see cref="BeforeStartEvent"/>, the last moment at which the model may change.</summary>
internal sealed class BeforeStart(
    IEnumerable<IDistributedApplicationEventingSubscriber> subscribers,
    IDistributedApplicationEventing eventing,
    DistributedApplicationExecutionContext executionContext,
    DistributedApplicationModel model,
    IServiceProvider services)
{
    internal async Task RaiseAsync(CancellationToken cancellationToken)
    {
        // States published during the event must already go by the right id; resources added during it get theirs below.
        ResourceInstance.AssignTo(model.Resources);

        foreach (var subscriber in subscribers)
        {
            await subscriber.SubscribeAsync(eventing, executionContext, cancellationToken).ConfigureAwait(false);
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken).ConfigureAwait(false);
        ResourceInstance.AssignTo(model.Resources);
    }
}
