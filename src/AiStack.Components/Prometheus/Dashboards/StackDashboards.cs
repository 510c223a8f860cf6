using System.Text.Json.Nodes;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>The dashboards about what a Prometheus scrapes, as ConfigMaps that Grafana picks by their label.</summary>
internal static class StackDashboards
{
    /// <summary>The dashboards that have something to show.</summary>
    public static IReadOnlyList<Dashboard> Of(Stack stack, IReadOnlyList<ScrapedTarget> targets) =>
        [.. ((IEnumerable<Dashboard?>)[ModelsDashboard.Of(stack, targets), GatewayDashboard.Of(stack, targets), ScalingDashboard.Of(stack, targets), DatabasesDashboard.Of(stack, targets)]).OfType<Dashboard>()];

    /// <summary>Publishes them.</summary>
    public static void Add(ManifestContext context, Component prometheus, IReadOnlyList<ScrapedTarget> targets)
    {
        var stack = context.Stack.Spec.Name;
        foreach (var dashboard in Of(context.Stack, targets))
        {
            // Grafana keeps the files of all namespaces in one directory, and dashboards by their ids, which end at 40 characters.
            var file = $"{stack}-{prometheus.Name}-{dashboard.Name}";
            context.Add(prometheus, "dashboard", new("v1", "ConfigMap", $"{prometheus.Name}-dashboard-{dashboard.Name}", stack)
            {
                Labels = { [PrometheusFacts.DashboardLabel] = PrometheusFacts.DashboardLabelValue },
                Content = { ["data"] = new JsonObject { [$"{file}.json"] = DashboardWriter.Write(dashboard, stack, $"aistack-{Checksum.Of(file)[..16]}") } },
            });
        }
    }
}
