using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>All rules about what a Prometheus scrapes.</summary>
internal static class RuleGroups
{
    /// <summary>The groups that have rules: only about metrics that are scraped.</summary>
    public static IReadOnlyList<RuleGroup> Of(Stack stack, IReadOnlyList<ScrapedTarget> targets) =>
        [.. ((IEnumerable<RuleGroup>)[ModelRules.Of(stack, targets), GatewayRules.Of(stack, targets), ScalingRules.Of(stack, targets), DatabaseRules.Of(targets)]).Where(group => !group.IsEmpty)];
}
