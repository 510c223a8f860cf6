namespace AiStack.Gateway.Metrics;

/// <summary>Numbers of this moment that differ in their labels.</summary>
internal sealed class GaugeFamily(string name, string help, params string[] labels) : MetricFamily<Counter>(name, help, labels)
{
    /// <inheritdoc/>
    protected override string Type => "gauge";

    /// <inheritdoc/>
    protected override Counter Create() => new();

    /// <inheritdoc/>
    protected override void WriteSeries(PrometheusText text, LabelValues values, Counter series) =>
        text.Sample(Name, Labels, values, series.Value);
}
