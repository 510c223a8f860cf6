namespace AiStack.Components.Prometheus.Alerts;

/// <summary>An expression that is computed regularly and kept as a metric.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Expression">PromQL.</param>
internal sealed record RecordingRule(string Metric, string Expression);
