using System.Text.Json.Nodes;
using AiStack.Core.Units;
using AiStack.Kubernetes;

namespace AiStack.Components.Prometheus.Monitors;

/// <summary>PodMonitors and ServiceMonitors: how a Prometheus of the operator is told what to scrape.</summary>
/// <remarks>
/// Source: prometheus-operator 0.93, <c>pkg/apis/monitoring/v1</c>. Pods are selected wherever they can be: the Services that production-stack's operator makes carry no labels.
/// A timeout is not written, since Prometheus lowers its own of 10 s to the interval where that is shorter.
/// </remarks>
internal static class MonitorWriter
{
    /// <summary>The monitor of a target.</summary>
    /// <param name="scraped">The target.</param>
    /// <param name="name">The monitor's name.</param>
    /// <param name="monitorNamespace">Its namespace.</param>
    /// <param name="release">Value of the label by which a Prometheus picks it.</param>
    public static KubernetesObject Write(ScrapedTarget scraped, string name, string monitorNamespace, string release)
    {
        var target = scraped.Target;
        var endpoint = new JsonObject
        {
            ["port"] = target.PortName,
            ["portNumber"] = target.PortName is null ? target.PortNumber : null,
            ["path"] = target.Path,
            ["interval"] = Duration.Format(scraped.Interval),
            ["honorLabels"] = target.KeepsLabels ? true : null,
            ["authorization"] = target.Key is { IsLocal: false } key
                ? new JsonObject { ["type"] = "Bearer", ["credentials"] = new JsonObject { ["name"] = key.Name, ["key"] = key.Key } }
                : null,
        };
        return new(PrometheusFacts.ApiVersion, target.IsService ? PrometheusFacts.ServiceMonitorKind : PrometheusFacts.PodMonitorKind, name, monitorNamespace)
        {
            Labels = { [PrometheusFacts.ReleaseLabel] = release },
            Spec = new()
            {
                ["jobLabel"] = target.JobLabel,
                ["namespaceSelector"] = target.Namespace == monitorNamespace ? null : new JsonObject { ["matchNames"] = new JsonArray(target.Namespace) },
                ["selector"] = new JsonObject { ["matchLabels"] = KubernetesObject.ToJson(target.Labels) },
                [target.IsService ? "endpoints" : "podMetricsEndpoints"] = new JsonArray(endpoint),
            },
        };
    }
}
