using AiStack.Components.Keda;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Rules about the autoscaler itself, where it is scraped.</summary>
internal static class ScalingRules
{
    public static RuleGroup Of(Stack stack, IReadOnlyList<ScrapedTarget> targets) => new("scaling", [], [.. targets.Where(target => target.Component.Spec is KedaSpec).SelectMany(target => Alerts(stack, target))]);

    private static IEnumerable<AlertRule> Alerts(Stack stack, ScrapedTarget scraped)
    {
        var keda = scraped.Component;
        var kedaNamespace = scraped.Target.Namespace;
        yield return new("AutoscalerDown", AlertSeverity.Critical, keda.Name, Presence.Missing(kedaNamespace, scraped.Target.Job, scraped.Interval))
        {
            Namespace = kedaNamespace,
            For = Presence.Patience,
            Summary = "KEDA does not answer.",
            Description = $"KEDA's operator has not answered a scrape for {LookBack.For(scraped.Interval)} and longer. Models keep the number of engines that they have, and sleeping ones do not wake.",
            Action = $"Look at the pods: kubectl -n {kedaNamespace} get pods -l {KedaMetrics.PodLabel}={KedaMetrics.Job}, and at their logs. Metrics are off unless the release has prometheus.operator.enabled.",
        };

        foreach (var scaled in ScaledModels.Of(stack).Where(scaled => scaled.Link.From == keda))
        {
            var (model, modelNamespace) = (scaled.Link.To, stack.NamespaceOf(scaled.Link.To));
            var name = KedaModule.ScaledObjectName(model);
            yield return new("ScalerErrors", AlertSeverity.Warning, model.Reference,
                $"sum(increase({Series.Of(KedaMetrics.ScalerErrors, ("namespace", modelNamespace), (KedaMetrics.ScaledObjectLabel, name))}[{LookBack.For(scraped.Interval)}])) > 0")
            {
                Namespace = modelNamespace,
                For = TimeSpan.FromMinutes(10),
                Summary = $"KEDA cannot read the metric that {model.Reference} is scaled by.",
                Description = $"The triggers of {name} have failed for 10 minutes, {{{{ $value | humanize }}}} times in the last {LookBack.For(scraped.Interval)}. Until they work the model does not follow its load.",
                Action = $"See why: kubectl -n {modelNamespace} describe scaledobject {name}. Usual reasons: Prometheus is not where serverAddress says, or the query finds several series.",
            };
        }
    }
}
