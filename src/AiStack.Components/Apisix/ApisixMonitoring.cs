using System.Text.Json.Nodes;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Kubernetes;

namespace AiStack.Components.Apisix;

/// <summary>What Prometheus scrapes of a gateway in a cluster: its pods, and cert-manager, which knows when the certificates of its hosts end.</summary>
/// <remarks>Source: apache/apisix-helm-chart, <c>charts/apisix/templates/deployment.yaml</c>; cert-manager/cert-manager, <c>deploy/charts/cert-manager/templates/deployment.yaml</c>.</remarks>
internal static class ApisixMonitoring
{
    /// <summary>Name that the chart gives the gateway's metrics port when <c>apisix.prometheus.enabled</c> is true.</summary>
    public const string PortName = "prometheus";

    /// <summary>Namespace that cert-manager is installed to.</summary>
    public const string CertManagerNamespace = "cert-manager";

    /// <summary>Job of cert-manager's controller.</summary>
    public const string CertManagerJob = "cert-manager";

    /// <summary>Port of its metrics.</summary>
    public const int CertManagerPort = 9402;

    /// <summary>The gateway's pods and cert-manager's controller.</summary>
    public static IEnumerable<MonitoredTarget> TargetsOf(Stack stack, Component apisix) =>
    [
        new(apisix.Name, stack.NamespaceOf(apisix), PodLabels(apisix), StandardLabels.Instance, ApisixFacts.MetricsPort, PortName)
        {
            Role = "gateway",
            Path = ApisixFacts.MetricsPath,
            Switch = new(apisix.Name, new() { ["apisix"] = new JsonObject { ["prometheus"] = new JsonObject { ["enabled"] = true } } }),
        },
        new(
            CertManagerJob, CertManagerNamespace,
            new OrderedDictionary<string, string> { [StandardLabels.Name] = CertManagerJob, [StandardLabels.Role] = "controller" },
            StandardLabels.Name, CertManagerPort, PortName: null)
        {
            IsForeign = true,

            // Its metrics' label namespace is the certificate's.
            KeepsLabels = true,
        },
    ];

    /// <summary>Labels of the gateway's pods: those of the chart, whose release is named like the component.</summary>
    public static OrderedDictionary<string, string> PodLabels(Component apisix) => new() { [StandardLabels.Name] = "apisix", [StandardLabels.Instance] = apisix.Name };
}
