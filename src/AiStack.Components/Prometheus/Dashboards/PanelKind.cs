namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>How a panel shows its queries.</summary>
internal enum PanelKind
{
    /// <summary>Lines over time.</summary>
    TimeSeries,

    /// <summary>The last value, large.</summary>
    Stat,
}
