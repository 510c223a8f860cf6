using System.Diagnostics.Metrics;
using AiStack.Simulator.Metrics;
using AiStack.Simulator.Scheduling;

namespace AiStack.Simulator.Telemetry;

/// <summary>The engine's numbers as OpenTelemetry metrics, for Aspire's dashboard; Prometheus reads <c>/metrics</c>.</summary>
internal sealed class EngineMeter : IDisposable
{
    private readonly Meter _meter = new(GenerationSpan.SourceName);

    /// <summary>Registers the instruments; they cost nothing until somebody reads them.</summary>
    public EngineMeter(Engine engine, VllmMetrics metrics)
    {
        _meter.CreateObservableGauge("vllm.requests.running", () => engine.Running, "{request}", "Requests that the engine works on");
        _meter.CreateObservableGauge("vllm.requests.waiting", () => engine.Waiting, "{request}", "Requests that wait for the engine");
        _meter.CreateObservableGauge("vllm.kv_cache.usage", () => engine.KvCacheUsage, "1", "Share of the KV cache in use");
        _meter.CreateObservableCounter("vllm.tokens.prompt", () => metrics.PromptTokens.Value, "{token}", "Prompt tokens processed");
        _meter.CreateObservableCounter("vllm.tokens.generation", () => metrics.GenerationTokens.Value, "{token}", "Tokens generated");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
