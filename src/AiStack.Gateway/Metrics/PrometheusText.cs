using System.Globalization;
using System.Text;

namespace AiStack.Gateway.Metrics;

/// <summary>Writes Prometheus' text format, version 0.0.4.</summary>
/// <remarks>Written here because prometheus-net refuses the colons that vLLM's metric names have.</remarks>
internal sealed class PrometheusText
{
    /// <summary>Media type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a metric.</summary>
    public void Family(string name, string type, string help) =>
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    /// <summary>Writes one value.</summary>
    /// <param name="name">Full name.</param>
    /// <param name="labels">Label names.</param>
    /// <param name="values">Their values.</param>
    /// <param name="value">The value.</param>
    /// <param name="extraLabel">One more label, such as a bucket's <c>le</c>.</param>
    /// <param name="extraValue">Its value.</param>
    public void Sample(string name, ReadOnlySpan<string> labels, LabelValues values, double value, string? extraLabel = null, string? extraValue = null)
    {
        _text.Append(name);
        var separator = '{';
        for (var i = 0; i < labels.Length; i++)
        {
            Label(separator, labels[i], values[i]);
            separator = ',';
        }

        if (extraLabel is not null)
        {
            Label(separator, extraLabel, extraValue ?? "");
            separator = ',';
        }

        if (separator == ',')
        {
            _text.Append('}');
        }

        _text.Append(CultureInfo.InvariantCulture, $" {value:R}\n");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Label(char separator, string name, string value)
    {
        _text.Append(separator).Append(name).Append("=\"");
        foreach (var character in value)
        {
            _ = character switch
            {
                '\\' => _text.Append(@"\\"),
                '"' => _text.Append("\\\""),
                '\n' => _text.Append("\\n"),
                _ => _text.Append(character),
            };
        }

        _text.Append('"');
    }
}
