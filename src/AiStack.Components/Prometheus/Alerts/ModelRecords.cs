using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>What is kept about the models of a vLLM component: what dashboards and alerts ask for often.</summary>
internal static class ModelRecords
{
    private const string By = $"by (namespace, job, {VllmMetrics.ModelLabel})";

    /// <summary>The rules for the engines of some models.</summary>
    /// <param name="vllm">Their component.</param>
    /// <param name="targetNamespace">Its namespace.</param>
    /// <param name="models">The models; at least one.</param>
    /// <param name="interval">Time between two scrapes.</param>
    public static IEnumerable<RecordingRule> Of(Component vllm, string targetNamespace, IReadOnlyList<ScrapedModel> models, TimeSpan interval)
    {
        var window = LookBack.For(interval);
        yield return new(vllm.Name, Recorded.Engines, $"sum by (namespace, job) ({Engines(ClusterMetrics.Up)})");
        yield return new(vllm.Name, Recorded.Requests, Rate(VllmMetrics.Answered));
        yield return new(vllm.Name, Recorded.Running, $"sum {By} ({Engines(VllmMetrics.Running)})");
        yield return new(vllm.Name, Recorded.Waiting, $"sum {By} ({Engines(VllmMetrics.Waiting)})");
        yield return new(vllm.Name, Recorded.CacheUsage, $"max {By} ({Engines(VllmMetrics.CacheUsage)})");
        yield return new(vllm.Name, Recorded.PromptTokens, Rate(VllmMetrics.PromptTokens));
        yield return new(vllm.Name, Recorded.GenerationTokens, Rate(VllmMetrics.GenerationTokens));
        yield return new(vllm.Name, Recorded.Preemptions, Rate(VllmMetrics.Preemptions));
        yield return new(vllm.Name, Recorded.PrefixHits, $"{Rate(VllmMetrics.PrefixHits)} / {Rate(VllmMetrics.PrefixQueries)}");
        foreach (var (metric, histogram) in (IEnumerable<(string, string)>)[(Recorded.FirstToken, VllmMetrics.TimeToFirstToken), (Recorded.TokenTime, VllmMetrics.InterTokenLatency), (Recorded.RequestTime, VllmMetrics.RequestLatency)])
        {
            foreach (var (name, quantile) in Recorded.Quantiles)
            {
                yield return new(vllm.Name, Recorded.Quantile(metric, name), $"histogram_quantile({quantile}, sum by (namespace, job, {VllmMetrics.ModelLabel}, le) (rate({Engines($"{histogram}_bucket")}[{window}])))");
            }
        }

        string Engines(string metric) => Series.OfAny(metric, targetNamespace, models.Select(model => model.Job));
        string Rate(string metric) => $"sum {By} (rate({Engines(metric)}[{window}]))";
    }

    /// <summary>The rule for a router. Engines have no such counter, and a model that sleeps has no engines.</summary>
    public static RecordingRule OfRouter(Component vllm, string targetNamespace, string router, TimeSpan interval) => new(
        vllm.Name,
        Recorded.Incoming,
        $"sum by (namespace, job, {VllmMetrics.RouterModelLabel}) (rate({Series.Of(VllmMetrics.IncomingRequests, ("namespace", targetNamespace), ("job", router))}[{LookBack.For(interval)}]))");
}
