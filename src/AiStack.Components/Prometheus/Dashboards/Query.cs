namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>A query of a panel.</summary>
/// <param name="Expression">PromQL; names after a dollar are variables of the dashboard or of Grafana.</param>
/// <param name="Legend">What each series is called: text with labels in double braces.</param>
internal sealed record Query(string Expression, string Legend);
