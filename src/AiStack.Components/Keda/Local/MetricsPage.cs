using System.Globalization;

namespace AiStack.Components.Keda;

/// <summary>A page in Prometheus' text format, as engines and routers show it.</summary>
/// <param name="text">The page.</param>
internal sealed class MetricsPage(string text)
{
    private static readonly HttpClient s_client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Fetches a page.</summary>
    /// <param name="server">Address of the server, without a path.</param>
    /// <param name="cancelled">Ends the wait.</param>
    /// <returns><see langword="null"/>: it does not answer, as a target that Prometheus cannot scrape.</returns>
    public static async Task<MetricsPage?> FetchAsync(string server, CancellationToken cancelled)
    {
        try
        {
            return new(await s_client.GetStringAsync(new Uri(new Uri(server), "/metrics"), cancelled).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancelled.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>The sum of a metric over its series.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="label">A label that has to be there as it is written, such as <c>model="chat"</c>. <see langword="null"/> (default): all series.</param>
    /// <returns><see langword="null"/>: there is no series.</returns>
    public double? Sum(string metric, string? label = null)
    {
        double? sum = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(metric, StringComparison.Ordinal)
                && line.Length > metric.Length && line[metric.Length] is '{' or ' '
                && (label is null || line.Contains(label, StringComparison.Ordinal))
                && double.TryParse(ValueOf(line), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                sum = (sum ?? 0) + value;
            }
        }

        return sum;
    }

    // Behind the labels, which may have blanks in them; a time stamp may follow.
    private static ReadOnlySpan<char> ValueOf(ReadOnlySpan<char> line)
    {
        var value = line[(line.LastIndexOf('}') + 1)..].Trim();
        var blank = value.LastIndexOf(' ');
        return line.Contains('}') ? Before(value) : blank < 0 ? value : Before(value[(value.IndexOf(' ') + 1)..]);
    }

    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> text) => text.IndexOf(' ') is var blank and > 0 ? text[..blank] : text;
}
