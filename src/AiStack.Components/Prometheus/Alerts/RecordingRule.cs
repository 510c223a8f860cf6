namespace AiStack.Components.Prometheus.Alerts;

/// <summary>An expression that is computed regularly and kept as a metric.</summary>
/// <param name="Subject">Component that it is about, as the stack file calls it: the label <c>component</c>. Two rules for one metric are told apart by it.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Expression">PromQL.</param>
internal sealed record RecordingRule(string Subject, string Metric, string Expression);
