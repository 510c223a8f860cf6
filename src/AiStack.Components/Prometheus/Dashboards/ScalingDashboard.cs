using AiStack.Components.Keda;
using AiStack.Components.Prometheus.Alerts;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>How many engines models have and want, and why.</summary>
internal static class ScalingDashboard
{
    public static Dashboard? Of(Stack stack, IReadOnlyList<ScrapedTarget> targets)
    {
        List<Component> models =
        [
            .. targets.Where(target => target.Component.Spec is VllmSpec).Select(target => target.Component).Distinct()
                .SelectMany(vllm => ScrapedModel.Of(stack, vllm)).Where(model => model.Scale is not null).Select(model => model.Model),
        ];
        if (models.Count == 0)
        {
            return null;
        }

        var scope = new Scope(stack, models);
        List<Section> sections = [Overview(scope), Engines(scope)];
        if (targets.Any(target => target.Component.Spec is KedaSpec))
        {
            sections.Add(Triggers(scope));
        }

        return new("scaling", $"{stack.Spec.Name}: scaling", targets.Where(target => target.Component.Spec is VllmSpec or KedaSpec).Max(target => target.Interval), [], sections);
    }

    private static Section Overview(Scope scope) => new("Overview",
        Panel.Value("Engines wanted", Units.Number, "By all autoscalers of the stack together.", $"sum({scope.Autoscalers(ClusterMetrics.WantedReplicas)})") with { Width = 6 },
        Panel.Value("Engines that answer", Units.Number, "Fewer than wanted for long: pods are pending or start slowly.", $"sum({scope.Kept(Recorded.Engines)})") with { Width = 6 },
        Panel.Value("At their maximum", Units.Number, "Models whose autoscaler wants all the engines that it may have.",
            $"count({scope.Autoscalers(ClusterMetrics.WantedReplicas)} >= on (namespace, {ClusterMetrics.AutoscalerLabel}) {scope.Autoscalers(ClusterMetrics.MostReplicas)}) or vector(0)") with { Width = 6, Warning = 1 },
        Panel.Value("Waiting", Units.Number, "Requests that queue for scaled models.", $"sum({scope.Kept(Recorded.Waiting)})") with { Width = 6, Warning = 1, Critical = 10 });

    private static Section Engines(Scope scope) => new("Engines",
        Panel.Lines("Wanted and running", Units.Number, "What the autoscaler wants, what there is, and the most that it may want.",
            new Query(scope.Autoscalers(ClusterMetrics.WantedReplicas), $"{{{{{ClusterMetrics.AutoscalerLabel}}}}} wanted"),
            new Query(scope.Autoscalers(ClusterMetrics.CurrentReplicas), $"{{{{{ClusterMetrics.AutoscalerLabel}}}}} running"),
            new Query(scope.Autoscalers(ClusterMetrics.MostReplicas), $"{{{{{ClusterMetrics.AutoscalerLabel}}}}} most")) with { Width = 12 },
        Panel.Lines("That answer", Units.Number, "Engines that Prometheus reaches: a start lasts from wanted to here.", new Query(scope.Kept(Recorded.Engines), "{{job}}")) with { Width = 12 },
        Panel.Lines("Waiting", Units.Number, "Requests that queue: what scaling is to keep short.", new Query(scope.Kept(Recorded.Waiting), "{{job}}")) with { Width = 12 },
        Panel.Lines("Reaching the router", Units.Requests, "Requests by the model that they ask for: what wakes one that sleeps.", new Query(Series.Of(Recorded.Incoming, (RuleWriter.StackLabel, scope.Stack)), $"{{{{{VllmMetrics.RouterModelLabel}}}}}")) with { Width = 12 });

    private static Section Triggers(Scope scope) => new("Triggers",
        Panel.Lines("Values", Units.Number, "What KEDA reads, as the autoscaler gets it.", new Query(scope.Scalers(KedaMetrics.ScalerValue), $"{{{{{KedaMetrics.ScaledObjectLabel}}}}} {{{{metric}}}}")),
        Panel.Lines("Active", Units.Number, "1: the trigger wants the model awake. Matters only for a minimum of 0.", new Query(scope.Scalers(KedaMetrics.ScalerActive), $"{{{{{KedaMetrics.ScaledObjectLabel}}}}} {{{{metric}}}}")) with { Most = 1 },
        Panel.Lines("Errors", Units.Number, "Queries that failed within five minutes. Meanwhile the model does not follow its load.",
            new Query($"sum by ({KedaMetrics.ScaledObjectLabel}) (increase({scope.Scalers(KedaMetrics.ScalerErrors)}[5m]))", $"{{{{{KedaMetrics.ScaledObjectLabel}}}}}")) with { Critical = 1 });

    private sealed class Scope(Stack stack, IReadOnlyList<Component> models)
    {
        private readonly string _namespaces = string.Join('|', models.Select(stack.NamespaceOf).Distinct());
        private readonly IReadOnlyList<string> _scaledObjects = [.. models.Select(KedaModule.ScaledObjectName)];

        public string Stack => stack.Spec.Name;

        public string Kept(string metric) => $"{metric}{{{RuleWriter.StackLabel}=\"{Stack}\",job=~\"{string.Join('|', models.Select(VllmModule.RuntimeName))}\"}}";

        public string Autoscalers(string metric) => $"{metric}{{namespace=~\"{_namespaces}\",{ClusterMetrics.AutoscalerLabel}=~\"{string.Join('|', _scaledObjects.Select(KedaMetrics.AutoscalerOf))}\"}}";

        public string Scalers(string metric) => $"{metric}{{namespace=~\"{_namespaces}\",{KedaMetrics.ScaledObjectLabel}=~\"{string.Join('|', _scaledObjects)}\"}}";
    }
}
