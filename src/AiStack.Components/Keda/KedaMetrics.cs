using System.Text.Json.Nodes;
using AiStack.Components.Offers;

namespace AiStack.Components.Keda;

/// <summary>Where KEDA's own metrics are, and what they are called.</summary>
/// <remarks>Source: kedacore/keda 2.20, <c>pkg/metricscollector/prommetrics.go</c>; kedacore/charts, <c>keda/templates/manager/service.yaml</c>. Their labels: namespace, scaledObject, scaler, metric.</remarks>
internal static class KedaMetrics
{
    /// <summary>Name of the operator's Service, of its label <c>app.kubernetes.io/name</c>, and so of the job.</summary>
    public const string Job = "keda-operator";

    /// <summary>Label of the operator's pods; its value is <see cref="Job"/>.</summary>
    public const string PodLabel = "app";

    /// <summary>Port of the operator's metrics.</summary>
    public const int Port = 8080;

    /// <summary>Name of that port, which the chart's Service has only when <c>prometheus.operator.enabled</c> is true.</summary>
    public const string PortName = "metrics";

    /// <summary>What gives the Service that port.</summary>
    public static MetricsSwitch Switch => new(KedaFacts.ReleaseName, new() { ["prometheus"] = new JsonObject { ["operator"] = new JsonObject { ["enabled"] = true } } });

    /// <summary>Value of a trigger, as the HorizontalPodAutoscaler gets it.</summary>
    public const string ScalerValue = "keda_scaler_metrics_value";

    /// <summary>Whether a trigger wants its workload awake: 0 or 1.</summary>
    public const string ScalerActive = "keda_scaler_active";

    /// <summary>Errors of a trigger.</summary>
    public const string ScalerErrors = "keda_scaler_detail_errors_total";

    /// <summary>Label of all of these: name of the ScaledObject.</summary>
    public const string ScaledObjectLabel = "scaledObject";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [ScalerValue, ScalerActive, ScalerErrors];

    /// <summary>Name of the HorizontalPodAutoscaler that KEDA makes for a ScaledObject.</summary>
    public static string AutoscalerOf(string scaledObject) => $"keda-hpa-{scaledObject}";
}
