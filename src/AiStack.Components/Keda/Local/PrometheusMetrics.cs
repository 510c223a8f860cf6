using System.Globalization;
using System.Text.Json;
using AiStack.Autoscaling;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Keda;

/// <summary>Asks the Prometheus that runs here, with the trigger's own query.</summary>
/// <remarks>Source: Prometheus, «HTTP API», instant queries; kedacore/keda, <c>pkg/scalers/prometheus_scaler.go</c>.</remarks>
internal sealed class PrometheusMetrics(EndpointReference prometheus) : ILocalMetrics
{
    private static readonly HttpClient s_client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <inheritdoc/>
    public async Task<MetricReading> ReadAsync(ScalingTrigger trigger, CancellationToken cancelled)
    {
        if (!prometheus.IsAllocated)
        {
            return MetricReading.Failed("Prometheus has not started");
        }

        try
        {
            var uri = new Uri(new Uri(prometheus.Url), $"/api/v1/query?query={Uri.EscapeDataString(trigger.Query)}");
            using var response = await s_client.GetAsync(uri, cancelled).ConfigureAwait(false);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancelled).ConfigureAwait(false));
            return Read(answer.RootElement);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException)
        {
            return MetricReading.Failed("what answers is no Prometheus");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancelled.IsCancellationRequested))
        {
            return MetricReading.Failed($"Prometheus does not answer: {error.Message}");
        }
    }

    // {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1764300000.1,"12"]}]}}
    private static MetricReading Read(JsonElement answer)
    {
        if (answer.GetProperty("status").GetString() != "success")
        {
            return MetricReading.Failed($"Prometheus refuses the query: {answer.GetProperty("error").GetString()}");
        }

        var result = answer.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() switch
        {
            0 => MetricReading.Nothing,
            1 => double.TryParse(result[0].GetProperty("value")[1].GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? MetricReading.Of(value) : MetricReading.Nothing,
            var several => MetricReading.Several(several),
        };
    }
}
