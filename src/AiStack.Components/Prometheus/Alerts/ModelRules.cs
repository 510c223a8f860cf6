using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Rules about models: those of every vLLM component that is scraped.</summary>
internal static class ModelRules
{
    public static RuleGroup Of(Stack stack, IReadOnlyList<ScrapedTarget> targets)
    {
        List<RecordingRule> records = [];
        List<AlertRule> alerts = [];
        foreach (var scraped in targets.Where(target => target.Component.Spec is VllmSpec).DistinctBy(target => target.Component))
        {
            var (vllm, interval) = (scraped.Component, scraped.Interval);
            var (targetNamespace, router) = (stack.NamespaceOf(vllm), VllmModule.RouterName(vllm));
            var models = ScrapedModel.Of(stack, vllm);
            records.AddRange(ModelRecords.Of(targetNamespace, models, router, interval));
            alerts.AddRange(models.SelectMany(model => new ModelAlerts(model, targetNamespace, router, interval).All()));
            alerts.Add(RouterDown(vllm, targetNamespace, router, interval));
        }

        return new("models", records, alerts);
    }

    private static AlertRule RouterDown(Component vllm, string targetNamespace, string router, TimeSpan interval) =>
        new("RouterDown", AlertSeverity.Critical, vllm.Name, Presence.Missing(targetNamespace, router, interval))
        {
            Namespace = targetNamespace,
            For = Presence.Patience,
            Summary = $"The router of {vllm.Name} does not answer.",
            Description = $"No pod of {router} has answered a scrape for {LookBack.For(interval)} and longer. No model of {vllm.Name} can be reached, whether its engines run or not.",
            Action = $"Look at the pods: kubectl -n {targetNamespace} get pods -l {VllmMonitoring.AppLabel}={router}, and at their logs.",
        };
}
