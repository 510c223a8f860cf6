using AiStack.Kubernetes.Platform;

namespace AiStack.Components.Apisix;

/// <summary>What is true about the Helm charts that install APISIX and its ingress controller, and about cert-manager's.</summary>
/// <remarks>Source: apache/apisix-helm-chart, <c>charts/apisix</c> 2.14 and <c>charts/apisix-ingress-controller</c> 1.1; apache/apisix-ingress-controller 2.2.0, <c>Makefile</c>; cert-manager 1.21, «Helm».</remarks>
internal static class ApisixChartFacts
{
    /// <summary>The charts' repository.</summary>
    public static PlatformRepository Repository { get; } = new("apisix", "https://apache.github.io/apisix-helm-chart");

    /// <summary>Chart of the gateway. It installs an older APISIX by itself: the image has to be said.</summary>
    public const string Chart = "apisix/apisix";

    /// <summary>Its version.</summary>
    public const string Version = "2.14.0";

    /// <summary>Chart of the ingress controller.</summary>
    public const string ControllerChart = "apisix/apisix-ingress-controller";

    /// <summary>Its version. It installs an older controller by itself.</summary>
    public const string ControllerVersion = "1.1.2";

    /// <summary>Release and namespace of the ingress controller: one for all gateways.</summary>
    public const string ControllerRelease = "apisix-ingress-controller";

    /// <summary>Image of the ingress controller.</summary>
    public const string ControllerImage = "apache/apisix-ingress-controller";

    /// <summary>Its tag.</summary>
    public const string ControllerTag = "2.2.0";

    /// <summary>Image of the container beside it that writes to gateways.</summary>
    public const string SyncImage = "ghcr.io/api7/adc";

    /// <summary>Its tag.</summary>
    public const string SyncTag = "0.27.1";

    /// <summary>Group of the ingress controller's objects.</summary>
    public const string Group = "apisix.apache.org";

    /// <summary>Name that the chart gives the gateway's metrics port when <c>apisix.prometheus.enabled</c> is true, as it always is here.</summary>
    public const string MetricsPortName = "prometheus";

    /// <summary>What an IngressClass names to be the controller's.</summary>
    public const string ControllerName = $"{Group}/apisix-ingress-controller";

    /// <summary>Keys of the Secret with the Admin API's keys; the chart wants both.</summary>
    public const string AdminKey = "admin";

    /// <inheritdoc cref="AdminKey"/>
    public const string ViewerKey = "viewer";

    /// <summary>Image of etcd, the project's own: the chart's is an archived one without versions.</summary>
    public const string EtcdImage = "quay.io/coreos/etcd:v3.6.4";

    /// <summary>Port of etcd.</summary>
    public const int EtcdPort = 2379;

    /// <summary>cert-manager's chart repository.</summary>
    public static PlatformRepository CertManagerRepository { get; } = new("jetstack", "https://charts.jetstack.io");

    /// <summary>cert-manager's chart.</summary>
    public const string CertManagerChart = "jetstack/cert-manager";

    /// <summary>Its version.</summary>
    public const string CertManagerVersion = "v1.21.1";

    /// <summary>Group of cert-manager's objects.</summary>
    public const string CertManagerGroup = "cert-manager.io";

    /// <summary>Release and namespace of cert-manager.</summary>
    public const string CertManagerRelease = "cert-manager";
}
