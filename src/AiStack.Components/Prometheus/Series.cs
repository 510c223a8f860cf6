namespace AiStack.Components.Prometheus;

/// <summary>Selectors of PromQL.</summary>
internal static class Series
{
    /// <summary>A selector of some series of a metric: <c>up{namespace="vllm",job="vllm-chat"}</c>.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="labels">Labels and what they have to be.</param>
    public static string Of(string metric, params IReadOnlyList<(string Label, string Value)> labels) =>
        $"{metric}{{{string.Join(',', labels.Select(label => $"{label.Label}=\"{Escape(label.Value)}\""))}}}";

    /// <summary>A selector of the series of a metric that belong to any of several jobs of a namespace.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="targetNamespace">The namespace.</param>
    /// <param name="jobs">The jobs: DNS labels, which a pattern takes as they are.</param>
    public static string OfAny(string metric, string targetNamespace, IEnumerable<string> jobs) =>
        $"{metric}{{namespace=\"{targetNamespace}\",job=~\"{string.Join('|', jobs)}\"}}";

    private static string Escape(string value) => value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
