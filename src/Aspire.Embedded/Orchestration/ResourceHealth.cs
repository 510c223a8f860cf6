using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Asks the health checks of running resources, says when one is ready, and when one has ended.</summary>
internal sealed class ResourceHealth(
    ResourceNotificationService notifications,
    HealthCheckService healthChecks,
    IDistributedApplicationEventing eventing,
    ResourceLoggerService loggers,
    IServiceProvider services) : IHostedService, IDisposable
{
    // Those who wait want to know at once; the pause grows while a slow starter is not there yet.
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPauseUntilHealthy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pauseWhenUnhealthy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pauseWhenHealthy = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, CancellationTokenSource> _watched = new(Names.Resource);
    private readonly Dictionary<string, string?> _states = new(Names.Resource);

    private readonly CancellationTokenSource _stopping = new();
    private Task _following = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _following = Task.Run(FollowAllAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _following.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task FollowAllAsync()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(_stopping.Token).ConfigureAwait(false))
            {
                await FollowAsync(change, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops, and with it the watches, which are linked to the same token.
        }
    }

    private async Task FollowAsync(ResourceEvent change, CancellationToken stoppingToken)
    {
        var state = change.Snapshot.State?.Text;
        var before = _states.GetValueOrDefault(change.ResourceId);
        _states[change.ResourceId] = state;
        if (state == before)
        {
            return;
        }

        if (state == KnownResourceStates.Running)
        {
            var watched = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            _watched[change.ResourceId] = watched;
            _ = Task.Run(() => WatchAsync(change.Resource, change.ResourceId, watched.Token), CancellationToken.None);
        }
        else if (_watched.Remove(change.ResourceId, out var watched))
        {
            await watched.CancelAsync().ConfigureAwait(false);
            watched.Dispose();
        }

        if (state is not null && KnownResourceStates.TerminalStates.Contains(state) && before is not null && !KnownResourceStates.TerminalStates.Contains(before))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(change.Resource, services, change), EventDispatchBehavior.NonBlockingSequential, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(IResource resource, string resourceId, CancellationToken cancellationToken)
    {
        try
        {
            var keys = resource.GetHealthCheckKeys().ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (keys.Count == 0)
            {
                await RaiseReadyAsync(resource, resourceId, cancellationToken).ConfigureAwait(false);
                return;
            }

            var pause = s_firstPause;
            var ready = false;
            while (true)
            {
                var report = await healthChecks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken).ConfigureAwait(false);
                await PublishAsync(resource, resourceId, report, cancellationToken).ConfigureAwait(false);

                if (report.Status == HealthStatus.Healthy && !ready)
                {
                    ready = true;
                    await RaiseReadyAsync(resource, resourceId, cancellationToken).ConfigureAwait(false);
                }

                if (!ready)
                {
                    await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                    pause = pause * 1.25 < s_longestPauseUntilHealthy ? pause * 1.25 : s_longestPauseUntilHealthy;
                }
                else
                {
                    await Task.Delay(report.Status == HealthStatus.Healthy ? s_pauseWhenHealthy : s_pauseWhenUnhealthy, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource or the application has ended.
        }
    }

    private async Task PublishAsync(IResource resource, string resourceId, HealthReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = DateTime.UtcNow;
        await notifications.PublishUpdateAsync(resource, resourceId, snapshot => snapshot.State?.Text == KnownResourceStates.Running
            ? snapshot with
            {
                HealthReports =
                [
                    .. report.Entries.Select(entry => new HealthReportSnapshot(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.ToString()) { LastRunAt = now }),
                ],
            }
            : snapshot).ConfigureAwait(false);
    }

    private Task RaiseReadyAsync(IResource resource, string resourceId, CancellationToken cancellationToken)
    {
        var telling = TellReadyAsync(resource, cancellationToken);
        return notifications.PublishUpdateAsync(resource, resourceId, snapshot => snapshot.State?.Text == KnownResourceStates.Running ? snapshot with { Ready = telling } : snapshot);
    }

    // Those who wait for the resource wait for this, too, and so must be able to tell why it failed.
    private async Task TellReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            loggers.GetLogger(resource).LogError(exception, "What was to be done when '{Resource}' is ready has failed.", resource.Name);
            throw new DistributedApplicationException($"What was to be done when '{resource.Name}' is ready has failed: {exception.Message}", exception);
        }
    }
}
