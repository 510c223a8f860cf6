namespace AiStack.Components.Keda;

/// <summary>Where KEDA's own metrics are, and what they are called.</summary>
/// <remarks>Source: kedacore/keda 2.20, <c>pkg/metricscollector/prommetrics.go</c>; kedacore/charts, <c>keda/templates/manager/service.yaml</c>. Their labels: namespace, scaledObject, scaler, metric.</remarks>
internal static class KedaMetrics
{
    /// <summary>Name of the operator's Service, of its label <c>app.kubernetes.io/name</c>, and so of the job.</summary>
    public const string Job = "keda-operator";

    /// <summary>Port of the operator's metrics.</summary>
    public const int Port = 8080;

    /// <summary>Name of that port, which the chart's Service has only when <c>prometheus.operator.enabled</c> is true.</summary>
    public const string PortName = "metrics";
}
