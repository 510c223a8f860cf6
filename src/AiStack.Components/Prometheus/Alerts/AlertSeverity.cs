namespace AiStack.Components.Prometheus.Alerts;

/// <summary>How much an alert matters: the value of its label <c>severity</c>.</summary>
internal enum AlertSeverity
{
    /// <summary>Somebody should look at it during the day.</summary>
    Warning,

    /// <summary>Users are hit now.</summary>
    Critical,
}
