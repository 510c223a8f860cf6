using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.Dcp;

/// <summary>Launches DCP before anything else is done with the model: it needs some 150 ms to come up, in which the model is prepared.</summary>
internal sealed class EarlyLaunch(DcpHost host, DistributedApplicationModel model) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        if (executionContext.IsRunMode && model.Resources.Any(DcpResourceEngine.IsOurs))
        {
            // The engine waits for the same launch, and learns there if it has failed.
            _ = host.StartAsync(CancellationToken.None);
        }

        return Task.CompletedTask;
    }
}
