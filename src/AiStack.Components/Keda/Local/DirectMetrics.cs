using AiStack.Autoscaling;
using AiStack.Components.Vllm;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Keda;

/// <summary>Asks the engines and their router themselves, where no Prometheus runs: what its queries would come to.</summary>
/// <param name="replicas">The engines.</param>
/// <param name="router">The router.</param>
/// <param name="scale">What the link says.</param>
/// <param name="model">Name that clients ask for the model by.</param>
/// <param name="window">How far back a rate looks.</param>
/// <param name="time">The clock.</param>
internal sealed class DirectMetrics(LocalReplicas replicas, EndpointReference router, ScaleOptions scale, string model, TimeSpan window, TimeProvider time) : ILocalMetrics
{
    private readonly Queue<(long Time, double Value)> _requests = new();

    /// <inheritdoc/>
    public Task<MetricReading> ReadAsync(ScalingTrigger trigger, CancellationToken cancelled) =>
        trigger.Name == ModelScaling.RequestsTrigger ? ReadRouterAsync(cancelled) : ReadEnginesAsync(cancelled);

    // sum(<metric>): an engine that does not answer has no series.
    private async Task<MetricReading> ReadEnginesAsync(CancellationToken cancelled)
    {
        var pages = await Task.WhenAll(replicas.Addresses.Select(address => MetricsPage.FetchAsync(address, cancelled))).ConfigureAwait(false);
        var values = pages.Select(page => page?.Sum(scale.Metric)).OfType<double>().ToList();
        return values.Count == 0 ? MetricReading.Nothing : MetricReading.Of(values.Sum());
    }

    // max(rate(<requests>[window]) > bool 0). Unlike in the cluster the very first request counts: a router that has just begun had none before.
    private async Task<MetricReading> ReadRouterAsync(CancellationToken cancelled)
    {
        if (!router.IsAllocated || await MetricsPage.FetchAsync(router.Url, cancelled).ConfigureAwait(false) is not { } page)
        {
            return MetricReading.Nothing;
        }

        var count = page.Sum(VllmMetrics.IncomingRequests, $"{VllmMetrics.RouterModelLabel}=\"{Escape(model)}\"") ?? 0;

        // The newest sample stays, however long ago: growth is since the last look at least.
        while (_requests.Count > 1 && time.GetElapsedTime(_requests.Peek().Time) > window)
        {
            _requests.Dequeue();
        }

        var before = _requests.Count == 0 ? 0 : _requests.Min(sample => sample.Value);
        _requests.Enqueue((time.GetTimestamp(), count));

        // A counter that begins anew is smaller than it was.
        return MetricReading.Of(count > before || _requests.Any(sample => sample.Value > count) ? 1 : 0);
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
