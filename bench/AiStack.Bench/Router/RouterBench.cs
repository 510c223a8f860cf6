using System.Diagnostics;
using System.Globalization;
using AiStack.Bench.LoadClient;
using Spectre.Console;

namespace AiStack.Bench.Router;

/// <summary>What the router adds to a request, against the backend alone and against bare YARP, all in the same run.</summary>
internal static class RouterBench
{
    private const int Rounds = 5;
    private const int ManyClients = 16;
    private const string Request = """{"model":"m","messages":[{"role":"system","content":"You are helpful."},{"role":"user","content":"Hello"}],"max_tokens":16}""";

    /// <summary>Runs the subject.</summary>
    public static async Task<Table> RunAsync(CancellationToken cancellation)
    {
        SocketThreads.UseOne();
        var directory = Directory.CreateTempSubdirectory("aistack-bench-router-");
        try
        {
            var router = await PublishAsync(directory.FullName, cancellation);
            await using var backend = await ServerProcess.StartAsync(Self, port => Peer(PeerPrograms.Backend, port), cancellation);
            await using var yarp = await ServerProcess.StartAsync(Self, port => Peer(PeerPrograms.BareYarp, port, backend.Port), cancellation);
            await using var quiet = await ServerProcess.StartAsync(router, port => RouterArguments(port, backend.Port, "warning"), cancellation);
            await using var logging = await ServerProcess.StartAsync(router, port => RouterArguments(port, backend.Port, "info"), cancellation);
            Target[] targets =
            [
                new("backend alone", backend.ChatUrl),
                new("bare YARP", yarp.ChatUrl),
                new("router, quiet", quiet.ChatUrl),
                new("router, access log", logging.ChatUrl),
            ];

            // In turns, so that whatever else the machine does falls on all of them alike.
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var target in targets)
                {
                    target.One.Add(await LoadAsync(target.Url, 1, cancellation));
                }

                foreach (var target in targets)
                {
                    target.Many.Add(await LoadAsync(target.Url, ManyClients, cancellation));
                }
            }

            return Report(targets);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Self => Environment.ProcessPath ?? throw new InvalidOperationException("This program does not know its own path.");

    private static string[] Peer(params object[] arguments) =>
        [PeerPrograms.Role, .. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!)];

    private static string[] RouterArguments(int port, int backend, string logLevel) =>
        ["router", "--host", "127.0.0.1", "--port", $"{port}", "--static-backends", $"http://localhost:{backend}", "--static-models", "m", "--log-level", logLevel];

    private static Task<LoadResult> LoadAsync(Uri url, int connections, CancellationToken cancellation) =>
        LoadRun.RunAsync(
            new LoadPlan { Url = url, Body = Request, Connections = connections, WarmUp = TimeSpan.FromSeconds(1), Duration = TimeSpan.FromSeconds(2) }, cancellation);

    private static async Task<string> PublishAsync(string directory, CancellationToken cancellation)
    {
        using var publish = Process.Start("dotnet", ["publish", "src/AiStack.Gateway", "-c", "Release", "-o", directory, "--nologo", "-v", "q"]);
        await publish.WaitForExitAsync(cancellation);
        return publish.ExitCode == 0
            ? Path.Combine(directory, "AiStack.Gateway")
            : throw new InvalidOperationException("The gateway could not be published; run the benchmark from the repository's root.");
    }

    private static Table Report(Target[] targets)
    {
        var table = new Table()
            .Title($"Router, published Release; medians of {Rounds} rounds of 2 s: latency, requests/s")
            .AddColumns("what", "1 client", "added", "16 clients", "of YARP", "failed", "goal");
        var direct = targets[0].Median;
        var yarp = targets[1].Rate;
        foreach (var target in targets)
        {
            table.AddRow(
                target.Name,
                Format($"{target.Median.TotalMilliseconds:0.000} ms"),
                target == targets[0] ? "" : Format($"{(target.Median - direct).TotalMilliseconds:0.000} ms"),
                Format($"{target.Rate:#,0}/s"),
                target == targets[0] ? "" : Format($"{target.Rate / yarp:0.00}"),
                Format($"{target.One.Concat(target.Many).Sum(result => result.Failures)}"),
                target == targets[2] ? "≤ 0.3 ms, ≥ 0.8" : "");
        }

        return table;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Target(string Name, Uri Url)
    {
        public List<LoadResult> One { get; } = [];

        public List<LoadResult> Many { get; } = [];

        public TimeSpan Median => One.Select(result => result.Latency.Percentile(0.5)).Order().ElementAt(Rounds / 2);

        public double Rate => Many.Select(result => result.RequestsPerSecond).Order().ElementAt(Rounds / 2);
    }
}
