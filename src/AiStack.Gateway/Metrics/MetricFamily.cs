using System.Collections.Concurrent;

namespace AiStack.Gateway.Metrics;

/// <summary>All series of one metric.</summary>
/// <typeparam name="TSeries">What one series counts with.</typeparam>
internal abstract class MetricFamily<TSeries>(string name, string help, params string[] labels)
    where TSeries : class
{
    // Clients choose model names, so they could choose the memory of this process too.
    private const int MaxSeries = 2000;
    private const string Rest = "other";
    private readonly ConcurrentDictionary<LabelValues, TSeries> _series = new();

    /// <summary>Full name, as it is exposed.</summary>
    protected string Name { get; } = name;

    /// <summary>What it counts, in one line.</summary>
    protected string Help { get; } = help;

    /// <summary>Names of the labels.</summary>
    protected string[] Labels { get; } = labels;

    /// <summary>The series of some label values; past some thousand series everything new is counted under <c>other</c>.</summary>
    public TSeries this[LabelValues values] =>
        _series.TryGetValue(values, out var series) ? series
        : _series.GetOrAdd(_series.Count < MaxSeries ? values : Everything(), _ => Create());

    /// <summary>Writes the family.</summary>
    public void Write(PrometheusText text)
    {
        text.Family(Name, Type, Help);
        foreach (var (values, series) in _series.OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal))
        {
            WriteSeries(text, values, series);
        }
    }

    /// <summary>Prometheus' word for it.</summary>
    protected abstract string Type { get; }

    /// <summary>Begins a series.</summary>
    protected abstract TSeries Create();

    /// <summary>Writes one series.</summary>
    protected abstract void WriteSeries(PrometheusText text, LabelValues values, TSeries series);

    private LabelValues Everything() => new(Rest, At(1), At(2), At(3), At(4));

    private string? At(int label) => Labels.Length > label ? Rest : null;
}
