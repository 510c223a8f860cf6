namespace AiStack.Bench.LoadClient;

/// <summary>What a run of repeated requests measured, after the warm-up.</summary>
/// <param name="Requests">Answered requests with a 2xx status.</param>
/// <param name="Failures">Answers with another status.</param>
/// <param name="Elapsed">Time in which they were answered.</param>
/// <param name="Latency">From the first byte sent to the last byte received, per counted request.</param>
public sealed record LoadResult(long Requests, long Failures, TimeSpan Elapsed, Samples Latency)
{
    /// <summary>Successful requests per second, over all connections.</summary>
    public double RequestsPerSecond => Requests / Elapsed.TotalSeconds;
}
