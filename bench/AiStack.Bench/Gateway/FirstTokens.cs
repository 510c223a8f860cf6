using System.Diagnostics;
using AiStack.Bench.LoadClient;

namespace AiStack.Bench.Gateway;

/// <summary>Streams on one keep-alive connection, one after the other: how long each takes to its first token.</summary>
internal static class FirstTokens
{
    /// <summary>Measures.</summary>
    /// <param name="plan">The request; its connections do not count.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>A time for each stream after the warm-up; <see langword="null"/>: a stream was refused.</returns>
    public static async Task<Samples?> MeasureAsync(LoadPlan plan, CancellationToken cancellation)
    {
        using var connection = new Connection();
        await connection.ConnectAsync(plan.Url, cancellation);
        var (request, samples, began) = (plan.ToRequestBytes(), new Samples(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) is var elapsed && elapsed < plan.WarmUp + plan.Duration)
        {
            var sink = new EventSink();
            var sent = Stopwatch.GetTimestamp();
            var status = await connection.SendAsync(request, new ResponseParser(sink), cancellation);
            if (status != 200 || sink.Arrivals.Count == 0)
            {
                return null;
            }

            if (elapsed >= plan.WarmUp)
            {
                samples.Add(sink.Arrivals[0] - sent);
            }
        }

        return samples;
    }
}
