using AiStack.Core;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Network;

namespace AiStack.Components.Prometheus;

/// <summary>What is true about Prometheus, whoever runs it.</summary>
/// <remarks>Source: prometheus/prometheus, <c>Dockerfile</c> and the configuration and management API pages of its documentation; prometheus-operator 0.93; prometheus-community/helm-charts, <c>charts/kube-prometheus-stack</c>.</remarks>
public static class PrometheusFacts
{
    /// <summary>Registry of the image.</summary>
    public const string Registry = "docker.io";

    /// <summary>Image without registry and tag. Its entry point is the server; it runs as <see cref="User"/>.</summary>
    public const string Image = "prom/prometheus";

    /// <summary>Tag of the image: a release with long-term support.</summary>
    public const string Tag = "v3.5.0";

    /// <summary>Port of the server.</summary>
    public const int Port = 9090;

    /// <summary>Answers 200 once the server can be asked.</summary>
    public const string ReadyPath = "/-/ready";

    /// <summary>Directory of the image that the configuration is in.</summary>
    public const string ConfigurationDirectory = "/etc/prometheus";

    /// <summary>Where samples are kept.</summary>
    public const string DataDirectory = "/prometheus";

    /// <summary>User id of the program: <c>nobody</c>.</summary>
    public const int User = 65534;

    /// <summary>The image's entry point.</summary>
    public static IReadOnlyList<string> Command { get; } = ["/bin/prometheus"];

    /// <summary>How long samples are kept on a laptop.</summary>
    public const string Retention = "7d";

    /// <summary>Release that monitors are labelled with unless another is named: the one of the chart's own instructions.</summary>
    public const string DefaultRelease = "kube-prometheus-stack";

    /// <summary>The chart.</summary>
    public const string Chart = "kube-prometheus-stack";

    /// <summary>Version of the chart, which brings the operator in 0.93.0.</summary>
    public const string ChartVersion = "88.2.0";

    /// <summary>Group and version of the operator's objects.</summary>
    public const string ApiVersion = "monitoring.coreos.com/v1";

    /// <summary>Kind of what has pods scraped.</summary>
    public const string PodMonitorKind = "PodMonitor";

    /// <summary>Kind of what has Services scraped.</summary>
    public const string ServiceMonitorKind = "ServiceMonitor";

    /// <summary>Label by which Grafana finds ConfigMaps with dashboards.</summary>
    public const string DashboardLabel = "grafana_dashboard";

    /// <summary>Its value.</summary>
    public const string DashboardLabelValue = "1";

    /// <summary>Longest name that the chart takes; it cuts off the rest.</summary>
    private const int LongestName = 26;

    /// <summary>Label by which a Prometheus of the chart picks monitors and rules; its value is the name of the release.</summary>
    public const string ReleaseLabel = "release";

    /// <summary>Name of the server's Service.</summary>
    /// <param name="release">Name of the release.</param>
    public static string Service(string release) => $"{FullName(release)}-prometheus";

    /// <summary>Name of Grafana's Service, which answers on port 80.</summary>
    /// <param name="release">Name of the release.</param>
    public static string GrafanaService(string release) => $"{FullName(release)}-grafana";

    /// <summary>The pods of the server, which the operator labels.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="prometheus">The component.</param>
    public static PodSet Pods(Stack stack, Component prometheus)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(prometheus);
        return new(prometheus.Name, stack.NamespaceOf(prometheus), new Dictionary<string, string> { [StandardLabels.Name] = "prometheus" });
    }

    private static string FullName(string release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return release.Length > LongestName ? release[..LongestName].TrimEnd('-') : release;
    }
}
