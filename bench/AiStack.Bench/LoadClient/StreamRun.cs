using System.Diagnostics;

namespace AiStack.Bench.LoadClient;

/// <summary>Opens many streams of server-sent events at once and measures the time between their events.</summary>
public static class StreamRun
{
    /// <summary>Runs the plan: each connection makes one request and reads its stream to the end.</summary>
    /// <param name="plan">Request, number of streams, spread of their starts.</param>
    /// <param name="cancellation">Ends the run; what was measured is lost.</param>
    /// <returns>Counts and times.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The server cannot be reached.</exception>
    /// <exception cref="IOException">The server closed a stream before its end.</exception>
    /// <exception cref="OperationCanceledException">The streams did not end within the plan's duration.</exception>
    public static async Task<StreamResult> RunAsync(StreamPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);

        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(plan.RampUp + plan.Request.Duration);
        var request = plan.Request.ToRequestBytes();
        var pause = plan.RampUp / plan.Request.Connections;
        var started = Stopwatch.GetTimestamp();
        var streams = await Task.WhenAll(Enumerable.Range(0, plan.Request.Connections)
            .Select(i => ReadAsync(plan.Request.Url, request, pause * i, bounded.Token)));

        return Sum(plan, streams, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<Stream> ReadAsync(Uri url, byte[] request, TimeSpan delay, CancellationToken cancellation)
    {
        using var connection = new Connection();
        await Task.Delay(delay, cancellation);
        await connection.ConnectAsync(url, cancellation);
        var sink = new EventSink();
        var sent = Stopwatch.GetTimestamp();
        var status = await connection.SendAsync(request, new ResponseParser(sink), cancellation);
        return new Stream(status, sent, sink.Arrivals);
    }

    private static StreamResult Sum(StreamPlan plan, Stream[] streams, TimeSpan elapsed)
    {
        var first = new Samples();
        var between = new Samples();
        foreach (var stream in streams.Where(stream => stream.Status == 200 && stream.Arrivals.Count > 0))
        {
            first.Add(stream.Arrivals[0] - stream.Sent);
            for (var i = plan.SkipFirst + 1; i < stream.Arrivals.Count - plan.SkipLast; i++)
            {
                between.Add(stream.Arrivals[i] - stream.Arrivals[i - 1]);
            }
        }

        var failures = streams.Count(stream => stream.Status != 200);
        return new StreamResult(streams.Length - failures, failures, streams.Sum(stream => (long)stream.Arrivals.Count), elapsed, first, between);
    }

    private sealed record Stream(int Status, long Sent, List<long> Arrivals);
}
