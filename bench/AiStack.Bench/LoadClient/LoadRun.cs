using System.Diagnostics;

namespace AiStack.Bench.LoadClient;

/// <summary>Repeats one request on keep-alive connections over raw sockets, so that the client's own cost stays small beside the server's.</summary>
public static class LoadRun
{
    /// <summary>Runs the plan.</summary>
    /// <param name="plan">Request, connections, warm-up and bounds.</param>
    /// <param name="cancellation">Ends the run; what was measured is lost.</param>
    /// <returns>Counts and latencies.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The server cannot be reached.</exception>
    /// <exception cref="IOException">The server closed a connection.</exception>
    public static async Task<LoadResult> RunAsync(LoadPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Connections, 1);

        var request = plan.ToRequestBytes();
        var connections = Enumerable.Range(0, plan.Connections).Select(_ => new Connection()).ToArray();
        try
        {
            await Task.WhenAll(connections.Select(connection => connection.ConnectAsync(plan.Url, cancellation)));
            var start = Stopwatch.GetTimestamp() + Ticks(plan.WarmUp);
            var clients = connections.Select(connection => new Client(connection, request, start, start + Ticks(plan.Duration), plan)).ToArray();
            await Task.WhenAll(clients.Select(client => client.RunAsync(cancellation)));
            return Sum(clients, start);
        }
        finally
        {
            Array.ForEach(connections, connection => connection.Dispose());
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private static LoadResult Sum(Client[] clients, long start)
    {
        var latency = new Samples();
        foreach (var client in clients)
        {
            latency.Add(client.Latency);
        }

        var elapsed = Stopwatch.GetElapsedTime(start, Math.Max(start + 1, clients.Max(client => client.LastAnswer)));
        return new LoadResult(latency.Count, clients.Sum(client => client.Failures), elapsed, latency);
    }

    private sealed class Client(Connection connection, byte[] request, long start, long end, LoadPlan plan)
    {
        // A wanted number of requests is dealt out in advance; a shared counter would make the connections wait for each other.
        private readonly long _share = plan.Requests is { } wanted ? Math.Max(1, wanted / plan.Connections) : long.MaxValue;

        public Samples Latency { get; } = new();

        public long Failures { get; private set; }

        public long LastAnswer { get; private set; }

        public async Task RunAsync(CancellationToken cancellation)
        {
            var parser = new ResponseParser();
            while (Latency.Count + Failures < _share)
            {
                var sent = Stopwatch.GetTimestamp();
                if (sent >= end)
                {
                    return;
                }

                var status = await connection.SendAsync(request, parser, cancellation);
                if (sent >= start)
                {
                    Count(status, sent);
                }
            }
        }

        private void Count(int status, long sent)
        {
            LastAnswer = Stopwatch.GetTimestamp();
            if (status is >= 200 and < 300)
            {
                Latency.Add(LastAnswer - sent);
            }
            else
            {
                Failures++;
            }
        }
    }
}
