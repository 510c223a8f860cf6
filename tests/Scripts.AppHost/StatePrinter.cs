using Microsoft.Extensions.Hosting;

namespace Scripts.AppHost;

/// <summary>Prints every change of a resource's state.</summary>
internal sealed class StatePrinter(ResourceNotificationService notifications) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var states = new Dictionary<string, string?>();
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            var state = change.Snapshot.State?.Text;
            if (states.GetValueOrDefault(change.ResourceId) != state)
            {
                states[change.ResourceId] = state;
                Console.WriteLine($"{change.Resource.Name} is {state}");
            }
        }
    }
}
