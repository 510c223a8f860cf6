namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>Units as Grafana calls them.</summary>
/// <remarks>Source: grafana/grafana, <c>packages/grafana-data/src/valueFormats/categories.ts</c>.</remarks>
internal static class Units
{
    /// <summary>A number.</summary>
    public const string Number = "short";

    /// <summary>Requests per second.</summary>
    public const string Requests = "reqps";

    /// <summary>Tokens per second.</summary>
    public const string Tokens = "suffix: tokens/s";

    /// <summary>A share of 0 to 1, shown in percent.</summary>
    public const string Share = "percentunit";

    /// <summary>Seconds.</summary>
    public const string Seconds = "s";

    /// <summary>Milliseconds.</summary>
    public const string Milliseconds = "ms";

    /// <summary>Bytes.</summary>
    public const string Size = "bytes";

    /// <summary>Operations per second.</summary>
    public const string Operations = "ops";

    /// <summary>Bytes per second.</summary>
    public const string Bytes = "Bps";
}
