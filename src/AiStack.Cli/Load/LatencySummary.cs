namespace AiStack.Cli.Load;

/// <summary>What is told of many latencies.</summary>
/// <param name="Count">How many there are; when none, the rest is zero.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="P50">Their median.</param>
/// <param name="P90">What 90 % of them do not exceed.</param>
/// <param name="P99">What 99 % of them do not exceed.</param>
/// <param name="Max">The longest.</param>
internal sealed record LatencySummary(long Count, TimeSpan Mean, TimeSpan P50, TimeSpan P90, TimeSpan P99, TimeSpan Max)
{
    /// <summary>Reads a histogram.</summary>
    public static LatencySummary Of(LatencyHistogram latencies) =>
        new(latencies.Count, latencies.Mean, latencies.Percentile(0.5), latencies.Percentile(0.9), latencies.Percentile(0.99), latencies.Max);
}
