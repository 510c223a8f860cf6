namespace AiStack.Bench.LoadClient;

/// <summary>What a run of concurrent streams measured.</summary>
/// <param name="Streams">Streams that ended with status 200.</param>
/// <param name="Failures">Streams with another status.</param>
/// <param name="Events">Server-sent events received on all streams.</param>
/// <param name="Elapsed">From the first request to the end of the last stream.</param>
/// <param name="FirstEvent">From a stream's request to its first event.</param>
/// <param name="BetweenEvents">Between neighbouring token events of the same stream.</param>
public sealed record StreamResult(int Streams, int Failures, long Events, TimeSpan Elapsed, Samples FirstEvent, Samples BetweenEvents);
