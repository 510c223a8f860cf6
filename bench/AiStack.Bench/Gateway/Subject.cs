using AiStack.Bench.LoadClient;
using AiStack.Bench.Router;

namespace AiStack.Bench.Gateway;

/// <summary>A server on the way to the backend, or the backend itself, and what was measured of it.</summary>
internal sealed record Subject(string Name, ServerProcess Server, IReadOnlyList<string> Headers)
{
    /// <summary>One client, round by round.</summary>
    public List<LoadResult> One { get; } = [];

    /// <summary>Many clients, round by round.</summary>
    public List<LoadResult> Many { get; } = [];

    /// <summary>Times to the first token, round by round.</summary>
    public List<Samples> Streams { get; } = [];

    /// <summary>Median latency with one client.</summary>
    public TimeSpan Latency => Median(One.Select(result => result.Latency.Percentile(0.5)));

    /// <summary>Requests a second with many clients.</summary>
    public double Rate => Median(Many.Select(result => result.RequestsPerSecond));

    /// <summary>Median time to the first token; <see langword="null"/>: it refused to stream.</summary>
    public TimeSpan? FirstToken => Streams.Count == 0 ? null : Median(Streams.Select(samples => samples.Percentile(0.5)));

    /// <summary>Answers that were no success.</summary>
    public long Failures => One.Concat(Many).Sum(result => result.Failures);

    /// <summary>A request to it.</summary>
    public LoadPlan Plan(string body, int connections = 1) =>
        new() { Url = Server.ChatUrl, Body = body, Headers = Headers, Connections = connections, WarmUp = TimeSpan.FromSeconds(0.7), Duration = TimeSpan.FromSeconds(2) };

    private static T Median<T>(IEnumerable<T> values)
    {
        T[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
