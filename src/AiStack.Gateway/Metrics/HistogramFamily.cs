using System.Globalization;

namespace AiStack.Gateway.Metrics;

/// <summary>Histograms that share their bounds and differ in their labels.</summary>
internal sealed class HistogramFamily(string name, string help, double[] bounds, params string[] labels) : MetricFamily<Histogram>(name, help, labels)
{
    private readonly string[] _bounds = [.. bounds.Select(PythonStyle), "+Inf"];

    /// <inheritdoc/>
    protected override string Type => "histogram";

    /// <inheritdoc/>
    protected override Histogram Create() => new(bounds);

    /// <inheritdoc/>
    protected override void WriteSeries(PrometheusText text, LabelValues values, Histogram series)
    {
        var (cumulated, sum) = series.Read();
        for (var i = 0; i < cumulated.Length; i++)
        {
            text.Sample(Name + "_bucket", Labels, values, cumulated[i], "le", _bounds[i]);
        }

        text.Sample(Name + "_sum", Labels, values, sum);
        text.Sample(Name + "_count", Labels, values, cumulated[^1]);
    }

    // The original writes 1.0, not 1, and dashboards select buckets by that text.
    private static string PythonStyle(double bound) => bound.ToString("0.0###", CultureInfo.InvariantCulture);
}
