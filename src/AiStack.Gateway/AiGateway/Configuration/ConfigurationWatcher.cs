using AiStack.Gateway.AiGateway.Limits;

namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>Keeps the configuration up to date, and the counters few.</summary>
internal sealed class ConfigurationWatcher(ConfigurationFile file, CounterStore counters, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(GatewayFacts.ReadInterval);
        var swept = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                file.Refresh();
                if (time.GetElapsedTime(swept) >= GatewayFacts.SweepInterval)
                {
                    counters.Sweep();
                    swept = time.GetTimestamp();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }
}
