using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>Follows what DCP says about executables and containers, and passes it on.</summary>
internal sealed class WorkloadObserver(WorkloadPublisher publisher, LogForwarder logs, ContainerObstacle obstacle, OrphanedPrograms orphans, ILogger<WorkloadObserver> logger)
{
    internal async Task ObserveAsync<T>(DcpClient client, IReadOnlyDictionary<string, DcpWorkload> workloads, Func<T, WorkloadStatus> statusOf, CancellationToken cancellationToken)
        where T : DcpObject, IDcpObject<T>
    {
        try
        {
            await foreach (var change in DcpWatch.FollowAsync<T>(client, cancellationToken).ConfigureAwait(false))
            {
                // Objects are deleted by us alone, on the way to the next start; that start publishes its own states.
                if (change.Object is { } item && workloads.TryGetValue(change.Name, out var workload) && workload.IsCurrent(item.Metadata))
                {
                    await ObserveAsync(client, workload, statusOf(item), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
    }

    private async Task ObserveAsync(DcpClient client, DcpWorkload workload, WorkloadStatus status, CancellationToken cancellationToken)
    {
        var before = workload.Observe(status);
        if (status.ProcessId is { } program)
        {
            orphans.Notice(program);
        }

        await publisher.StateAsync(workload, workload.IsStopping && !status.IsTerminal ? KnownResourceStates.Stopping : status.State).ConfigureAwait(false);
        if (before is null)
        {
            _ = logs.ForwardAsync(workload, client, cancellationToken);
        }

        if (status.State == KnownResourceStates.RuntimeUnhealthy && before?.State != status.State)
        {
            _ = obstacle.ReportAsync(workload, cancellationToken);
        }

        if (status is { IsTerminal: true } && before is not { IsTerminal: true })
        {
            logger.LogDebug("'{Resource}' has ended: {State}, exit code {ExitCode}.", workload.Id, status.State, status.ExitCode);
            await publisher.StoppedAsync(workload, cancellationToken).ConfigureAwait(false);
        }
    }
}
