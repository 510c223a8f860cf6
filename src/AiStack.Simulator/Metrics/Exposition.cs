using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiStack.Simulator.Metrics;

/// <summary>Writes metrics in Prometheus' text format as the Python client does, which is what vLLM exposes them with.</summary>
/// <remarks>
/// prometheus-net was not used: it has no <c>_created</c> series, formats numbers as <c>1</c> where Python says <c>1.0</c>,
/// and keeps a dictionary of label sets where one set is enough. What a scraper sees must not tell the two servers apart.
/// </remarks>
/// <param name="output">Where the text goes.</param>
/// <param name="labels">Labels of every metric, such as <c>engine="0",model_name="x"</c>.</param>
/// <param name="created">When the process began to count.</param>
internal sealed class Exposition(IBufferWriter<byte> output, string labels, DateTimeOffset created)
{
    private readonly string _created = Number(created.ToUnixTimeMilliseconds() / 1000.0);

    /// <summary>A label value with the characters escaped that would end it.</summary>
    public static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>Writes a metric that goes up and down.</summary>
    public void Gauge(string name, string help, double value)
    {
        Head(name, help, "gauge");
        Line(name, labels, Number(value));
    }

    /// <summary>Writes a gauge that has further labels.</summary>
    public void Gauge(string name, string help, params ReadOnlySpan<(string Labels, double Value)> values)
    {
        Head(name, help, "gauge");
        foreach (var (extra, value) in values)
        {
            Line(name, Join(extra), Number(value));
        }
    }

    /// <summary>Writes a gauge with labels of its own only.</summary>
    public void Info(string name, string help, string ownLabels)
    {
        Head(name, help, "gauge");
        Line(name, ownLabels, "1.0");
    }

    /// <summary>Writes a number of the process itself, without labels.</summary>
    public void Process(string name, string help, string type, double value)
    {
        Head(name, help, type);
        Line(name, "", Number(value));
    }

    /// <summary>Writes a counter; the name is given without <c>_total</c>.</summary>
    public void Counter(string name, string help, long value) => Counter(name, help, ("", value));

    /// <summary>Writes a counter that has further labels.</summary>
    public void Counter(string name, string help, params ReadOnlySpan<(string Labels, long Value)> values)
    {
        Head(name + "_total", help, "counter");
        foreach (var (extra, value) in values)
        {
            Line(name + "_total", Join(extra), Number(value));
        }

        Head(name + "_created", help, "gauge");
        foreach (var (extra, _) in values)
        {
            Line(name + "_created", Join(extra), _created);
        }
    }

    /// <summary>Writes a histogram.</summary>
    public void Histogram(string name, string help, Histogram histogram)
    {
        Head(name, help, "histogram");
        long below = 0;
        for (var i = 0; i <= histogram.Bounds.Count; i++)
        {
            below += histogram.CountIn(i);
            var bound = i < histogram.Bounds.Count ? Number(histogram.Bounds[i]) : "+Inf";
            Line(name + "_bucket", Join($"le=\"{bound}\""), Number(below));
        }

        Line(name + "_count", labels, Number(below));
        Line(name + "_sum", labels, Number(histogram.Sum));
        Head(name + "_created", help, "gauge");
        Line(name + "_created", labels, _created);
    }

    // Python writes 1.0, 0.5 and, from 1e16 on, 1e+16.
    private static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal)
            ? text.Replace("E", "e", StringComparison.Ordinal)
            : text + ".0";
    }

    // The Python client sorts labels by name only within what it is given; ours keep model labels first.
    private string Join(string extra) => extra.Length == 0 ? labels : labels + "," + extra;

    private void Head(string name, string help, string type) => Write($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private void Line(string name, string lineLabels, string value) =>
        Write(lineLabels.Length == 0 ? $"{name} {value}\n" : $"{name}{{{lineLabels}}} {value}\n");

    private void Write(string text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }
}
