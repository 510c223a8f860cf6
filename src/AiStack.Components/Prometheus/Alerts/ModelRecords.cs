using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Vllm;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>What is kept about the models of a vLLM component: what dashboards and alerts ask for often.</summary>
internal static class ModelRecords
{
    private const string By = $"by (namespace, job, {VllmMetrics.ModelLabel})";

    /// <summary>The rules for the engines of some models and for their router.</summary>
    /// <param name="targetNamespace">Their namespace.</param>
    /// <param name="models">The models; at least one.</param>
    /// <param name="router">Job of their router.</param>
    /// <param name="interval">Time between two scrapes.</param>
    public static IEnumerable<RecordingRule> Of(string targetNamespace, IReadOnlyList<ScrapedModel> models, string router, TimeSpan interval)
    {
        var window = LookBack.For(interval);
        yield return new(Recorded.Engines, $"sum by (namespace, job) ({Engines(ClusterMetrics.Up)})");
        yield return new(Recorded.Requests, Rate(VllmMetrics.Answered));
        yield return new(Recorded.Running, $"sum {By} ({Engines(VllmMetrics.Running)})");
        yield return new(Recorded.Waiting, $"sum {By} ({Engines(VllmMetrics.Waiting)})");
        yield return new(Recorded.CacheUsage, $"max {By} ({Engines(VllmMetrics.CacheUsage)})");
        yield return new(Recorded.PromptTokens, Rate(VllmMetrics.PromptTokens));
        yield return new(Recorded.GenerationTokens, Rate(VllmMetrics.GenerationTokens));
        yield return new(Recorded.Preemptions, Rate(VllmMetrics.Preemptions));
        yield return new(Recorded.PrefixHits, $"{Rate(VllmMetrics.PrefixHits)} / {Rate(VllmMetrics.PrefixQueries)}");
        foreach (var (metric, histogram) in (IEnumerable<(string, string)>)[(Recorded.FirstToken, VllmMetrics.TimeToFirstToken), (Recorded.TokenTime, VllmMetrics.InterTokenLatency), (Recorded.RequestTime, VllmMetrics.RequestLatency)])
        {
            foreach (var (name, quantile) in Recorded.Quantiles)
            {
                yield return new(Recorded.Quantile(metric, name), $"histogram_quantile({quantile}, sum by (namespace, job, {VllmMetrics.ModelLabel}, le) (rate({Engines($"{histogram}_bucket")}[{window}])))");
            }
        }

        // The router's own job: engines have no such counter, and a sleeping model has no engines.
        yield return new(Recorded.Incoming, $"sum by (namespace, job, {VllmMetrics.RouterModelLabel}) (rate({Series.Of(VllmMetrics.IncomingRequests, ("namespace", targetNamespace), ("job", router))}[{window}]))");

        string Engines(string metric) => Series.OfAny(metric, targetNamespace, "job", models.Select(model => model.Job));
        string Rate(string metric) => $"sum {By} (rate({Engines(metric)}[{window}]))";
    }
}
