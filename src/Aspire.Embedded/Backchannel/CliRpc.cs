using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Backchannel;

/// <summary>What `aspire run` and `aspire publish` call on the AppHost they started; method names and shapes are theirs.</summary>
internal sealed class CliRpc(
    ResourceNotificationService notifications, DashboardUrlSource dashboard, AppHostLog log, CliActivityReporter pipeline, IHostApplicationLifetime lifetime)
{
    // The answer must be out before the channel closes, or the command reports a lost connection.
    private static readonly TimeSpan s_afterAnswer = TimeSpan.FromMilliseconds(100);

    public string[] GetCapabilitiesAsync() => ["baseline.v2"];

    public Task<DashboardUrls> GetDashboardUrlsAsync(CancellationToken cancellationToken) => dashboard.GetAsync(cancellationToken);

    public void NotifyAppHostReadyAsync()
    {
    }

    public IAsyncEnumerable<object> GetAppHostLogEntriesAsync(CancellationToken cancellationToken) => UntilStopAsync(log.ReadAsync, cancellationToken);

    public IAsyncEnumerable<object> GetResourceStatesAsync(CancellationToken cancellationToken) =>
        UntilStopAsync(ended => notifications.WatchAsync(ended).Where(e => !e.Snapshot.IsHidden).Select(ResourceMessages.State), cancellationToken);

    public IAsyncEnumerable<object> GetPublishingActivitiesAsync(CancellationToken cancellationToken) => UntilStopAsync(pipeline.ReadAsync, cancellationToken);

    public void RequestStopAsync() => _ = Task.Delay(s_afterAnswer).ContinueWith(_ => Stop(), TaskScheduler.Default);

    internal void Stop()
    {
        pipeline.Seen();
        lifetime.StopApplication();
    }

    private async IAsyncEnumerable<object> UntilStopAsync(
        Func<CancellationToken, IAsyncEnumerable<object>> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await foreach (var element in source(ended.Token).UntilCancelled(ended.Token).ConfigureAwait(false))
        {
            yield return element;
        }
    }
}
