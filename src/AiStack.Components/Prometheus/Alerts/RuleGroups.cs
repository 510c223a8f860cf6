using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>All rules about what a Prometheus scrapes.</summary>
internal static class RuleGroups
{
    /// <summary>Alerts that share a group, and so a PrometheusRule, which the operator refuses when it is large.</summary>
    private const int MostAlerts = 300;

    /// <summary>The groups that have rules: only about metrics that are scraped.</summary>
    public static IReadOnlyList<RuleGroup> Of(Stack stack, IReadOnlyList<ScrapedTarget> targets) =>
    [
        .. ModelRules.Of(stack, targets),
        .. ((IEnumerable<RuleGroup>)[GatewayRules.Of(stack, targets), ScalingRules.Of(stack, targets), DatabaseRules.Of(targets)]).SelectMany(Split),
    ];

    private static IEnumerable<RuleGroup> Split(RuleGroup group) => group.Alerts.Chunk(MostAlerts).Select((alerts, index) =>
        index == 0 ? group with { Alerts = alerts } : new RuleGroup(FormattableString.Invariant($"{group.Name}-{index + 1}"), [], alerts));
}
