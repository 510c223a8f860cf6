using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Kubernetes.Platform;

namespace AiStack.Components.Prometheus;

/// <summary>The chart with Prometheus, its operator, Grafana and kube-state-metrics, for a cluster that has none.</summary>
/// <remarks>
/// Source: prometheus-community/helm-charts, <c>charts/kube-prometheus-stack</c>: <c>values.yaml</c> and <c>templates/_helpers.tpl</c>. By default its Prometheus takes monitors and rules of
/// every namespace that carry the release's name, which is what is published, so nothing has to be said about that.
/// </remarks>
internal static class PrometheusRelease
{
    /// <summary>The release of a Prometheus.</summary>
    public static PlatformRelease Of(Stack stack, Component prometheus)
    {
        var spec = (PrometheusSpec)prometheus.Spec;
        return new(spec.Release, stack.NamespaceOf(prometheus), $"prometheus-community/{PrometheusFacts.Chart}", PrometheusFacts.ChartVersion)
        {
            Repository = new("prometheus-community", "https://prometheus-community.github.io/helm-charts"),
            Purpose = "Prometheus with its operator, Alertmanager, Grafana and kube-state-metrics",
            Values = new()
            {
                // Otherwise a release of another name than the chart has Services of another name than its own.
                ["fullnameOverride"] = spec.Release,
                ["grafana"] = new JsonObject
                {
                    ["fullnameOverride"] = PrometheusFacts.GrafanaService(spec.Release),
                    ["sidecar"] = new JsonObject
                    {
                        ["dashboards"] = new JsonObject { ["enabled"] = true, ["label"] = PrometheusFacts.DashboardLabel, ["labelValue"] = PrometheusFacts.DashboardLabelValue, ["searchNamespace"] = "ALL" },
                    },
                },
            },

            // The exporter of nodes shares their network and sees their disks.
            PodSecurity = "privileged",
            Notes =
            [
                "Alerts are shown by Alertmanager and sent to nobody until it is given a receiver (alertmanager.config, or an AlertmanagerConfig).",
                "The chart's CustomResourceDefinitions are not upgraded by Helm: apply those of a new version before it.",
            ],
        };
    }
}
