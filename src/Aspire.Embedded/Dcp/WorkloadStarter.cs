using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>Starts and stops single executables and containers.</summary>
internal sealed class WorkloadStarter(DistributedApplicationExecutionContext executionContext, WorkloadPublisher publisher, ResourceLoggerService logs)
{
    /// <summary>Names of the Services of this run.</summary>
    internal IReadOnlySet<string> Services { get; set; } = new HashSet<string>();

    /// <summary>Starts a resource that does not run; done when DCP has it, or has refused it. A failure is the resource's state and in its log.</summary>
    internal async Task StartAsync(DcpWorkload workload, DcpClient client, CancellationToken cancellationToken)
    {
        await workload.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (workload is { IsCreated: true, Status: null or { IsTerminal: false } })
            {
                return;
            }

            await StartNowAsync(workload, client, workload.BeginStart(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stopped by somebody while it waited for others.
            await publisher.StateAsync(workload, KnownResourceStates.NotStarted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
        catch (Exception exception)
        {
            // Callbacks and events are other people's code: whatever they throw is the reason why this resource does not start.
            logs.GetLogger(workload.Resource).LogError(exception, "'{Resource}' was not started: {Reason}", workload.Resource.Name, exception.Message);
            await publisher.StateAsync(workload, KnownResourceStates.FailedToStart).ConfigureAwait(false);
        }
        finally
        {
            workload.EndStart();
            workload.Gate.Release();
        }
    }

    private async Task StartNowAsync(DcpWorkload workload, DcpClient client, CancellationToken cancellationToken, CancellationToken stopping)
    {
        await publisher.StateAsync(workload, KnownResourceStates.Starting).ConfigureAwait(false);
        await publisher.BeforeStartAsync(workload, cancellationToken).ConfigureAwait(false);
        if (workload.IsCreated)
        {
            await workload.DeleteAsync(client, cancellationToken).ConfigureAwait(false);
            workload.IsCreated = false;
        }

        workload.ConfigureStart(await ResourceConfigurationResolver.ResolveAsync(workload.Resource, executionContext, workload.Network, logs.GetLogger(workload.Resource), cancellationToken).ConfigureAwait(false));
        await publisher.StateAsync(workload, KnownResourceStates.Starting).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // Whoever stops it from here on waits until DCP has it, and then has DCP stop it: a request that is cut off may have made it all the same.
        await workload.CreateAsync(client, Services, stopping).ConfigureAwait(false);
        workload.IsCreated = true;
    }

    /// <summary>Stops a resource that runs or waits; done when it has ended.</summary>
    internal async Task StopAsync(DcpWorkload workload, DcpClient client, CancellationToken cancellationToken)
    {
        workload.AbandonStart();
        await workload.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (workload is { IsCreated: false } or { Status.IsTerminal: true })
            {
                return;
            }

            workload.IsStopping = true;
            await publisher.StateAsync(workload, KnownResourceStates.Stopping).ConfigureAwait(false);
            var program = workload.Status?.ProcessId is { } id ? new ProcessTree(id) : null;
            await workload.RequestStopAsync(client, cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(workload.Ended, program?.EndAsync(cancellationToken) ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            workload.Gate.Release();
        }
    }
}
