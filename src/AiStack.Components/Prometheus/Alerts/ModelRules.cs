using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Rules about models: those of every vLLM component that is scraped.</summary>
internal static class ModelRules
{
    /// <summary>Models that share a group. Each record names all of them, and a PrometheusRule of more than 512 KiB is refused by the operator.</summary>
    private const int MostModels = 50;

    /// <summary>One group, or several where there are many models.</summary>
    public static IReadOnlyList<RuleGroup> Of(Stack stack, IReadOnlyList<ScrapedTarget> targets)
    {
        var groups = new List<(int Models, List<RecordingRule> Records, List<AlertRule> Alerts)>();
        foreach (var scraped in targets.Where(target => target.Component.Spec is VllmSpec).DistinctBy(target => target.Component))
        {
            var (vllm, interval) = (scraped.Component, scraped.Interval);
            var (targetNamespace, router) = (stack.NamespaceOf(vllm), VllmModule.RouterName(vllm));
            foreach (var models in ScrapedModel.Of(stack, vllm).Chunk(MostModels))
            {
                if (groups.Count == 0 || groups[^1].Models + models.Length > MostModels)
                {
                    groups.Add((0, [], []));
                }

                var (count, records, alerts) = groups[^1];
                groups[^1] = (count + models.Length, records, alerts);
                records.AddRange(ModelRecords.Of(vllm, targetNamespace, models, interval));
                alerts.AddRange(models.SelectMany(model => new ModelAlerts(model, targetNamespace, router, interval).All()));
            }

            var (_, last, lastAlerts) = groups[^1];
            last.Add(ModelRecords.OfRouter(vllm, targetNamespace, router, interval));
            lastAlerts.Add(RouterDown(vllm, targetNamespace, router, interval));
        }

        return [.. groups.Select((group, index) => new RuleGroup(index == 0 ? "models" : FormattableString.Invariant($"models-{index + 1}"), group.Records, group.Alerts))];
    }

    private static AlertRule RouterDown(Component vllm, string targetNamespace, string router, TimeSpan interval) =>
        new("RouterDown", AlertSeverity.Critical, vllm.Name, Presence.Missing(targetNamespace, router, interval))
        {
            Namespace = targetNamespace,
            For = Presence.Patience,
            Summary = $"The router of {vllm.Name} does not answer.",
            Description = $"No pod of {router} has answered a scrape for {LookBack.For(interval)} and longer. No model of {vllm.Name} can be reached, whether its engines run or not.",
            Action = $"Look at the pods: kubectl -n {targetNamespace} get pods -l {ProductionStackFacts.AppLabel}={router}, and at their logs.",
        };
}
