using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Kubernetes;

namespace AiStack.Components.Apisix;

/// <summary>What Prometheus scrapes of a gateway in a cluster: its pods, and cert-manager, which knows when the certificates of its hosts end.</summary>
/// <remarks>Source: apache/apisix-helm-chart, <c>charts/apisix/templates/deployment.yaml</c>; cert-manager/cert-manager, <c>deploy/charts/cert-manager/templates/deployment.yaml</c>.</remarks>
internal static class ApisixMonitoring
{
    /// <summary>Job of cert-manager's controller: the label <c>app.kubernetes.io/name</c> of its pods.</summary>
    public const string CertManagerJob = "cert-manager";

    /// <summary>Port of its metrics.</summary>
    public const int CertManagerPort = 9402;

    /// <summary>The gateway's pods and cert-manager's controller.</summary>
    public static IEnumerable<MonitoredTarget> TargetsOf(Stack stack, Component apisix) =>
    [
        new(apisix.Name, stack.NamespaceOf(apisix), StandardLabels.Selector(stack, apisix, ApisixManifests.Role), StandardLabels.Instance, ApisixFacts.MetricsPort, ApisixChartFacts.MetricsPortName)
        {
            Role = ApisixManifests.Role,
            Path = ApisixFacts.MetricsPath,
        },
        new(
            CertManagerJob, ApisixChartFacts.CertManagerRelease,
            new OrderedDictionary<string, string> { [StandardLabels.Name] = CertManagerJob, [StandardLabels.Role] = "controller" },
            StandardLabels.Name, CertManagerPort, PortName: null)
        {
            IsForeign = true,

            // Its metrics' label namespace is the certificate's.
            KeepsLabels = true,
        },
    ];
}
