using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Turns every published snapshot into a message for the dashboards that watch.</summary>
internal sealed class ResourceFeedPump(ResourceNotificationService notifications, ResourceFeed feed, TimeProvider time, ILogger<ResourceFeedPump> logger)
{
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow().UtcDateTime;
        await foreach (var update in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                feed.Publish(ResourceMessage.Create(update.Resource.Name, update.ResourceId, update.Snapshot, started));
            }
            catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
            {
                // One snapshot that cannot be shown (a name that is null, say) must not hide all the others.
                logger.LogError(e, "The dashboard cannot show '{Resource}': its snapshot could not be converted.", update.ResourceId);
            }
        }
    }
}
