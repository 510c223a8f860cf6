using System.Globalization;

namespace AiStack.Gateway.Router;

/// <summary>Reads what the router shows of an engine's own metrics.</summary>
internal static class EngineMetrics
{
    /// <summary>The prefix cache counters, summed over engines of one process.</summary>
    /// <param name="text">Prometheus text.</param>
    /// <returns>The figures, or <see langword="null"/> when the engine does not expose them.</returns>
    /// <remarks>The original still looks for the names with <c>gpu_</c>, which engines stopped exposing, so its gauges stay 0.</remarks>
    public static PrefixCacheFigures? PrefixCache(string text)
    {
        double? queries = null;
        double? hits = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            // vllm:prefix_cache_queries_total{engine="0",model_name="m"} 1234.0
            if (Value(line, "vllm:prefix_cache_queries_total") is { } query)
            {
                queries = (queries ?? 0) + query;
            }
            else if (Value(line, "vllm:prefix_cache_hits_total") is { } hit)
            {
                hits = (hits ?? 0) + hit;
            }
        }

        return queries is null || hits is null ? null : new PrefixCacheFigures(queries.Value, hits.Value);
    }

    private static double? Value(ReadOnlySpan<char> line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' '
        && double.TryParse(line[(line.LastIndexOf(' ') + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
