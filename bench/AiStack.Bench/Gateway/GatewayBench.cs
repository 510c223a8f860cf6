using System.Diagnostics;
using System.Globalization;
using AiStack.Bench.LoadClient;
using AiStack.Bench.Router;
using Spectre.Console;

namespace AiStack.Bench.Gateway;

/// <summary>What the AI gateway costs with every policy on, against the backend alone, bare YARP and Portkey's gateway, all in the same run.</summary>
internal static class GatewayBench
{
    private const int Rounds = 5;
    private const int ManyClients = 16;
    private const int IdleStreamCount = 2000;
    private const string Chat = """{"model":"m","messages":[{"role":"system","content":"You are helpful."},{"role":"user","content":"Hello, which of your opening hours are the longest?"}],"max_tokens":16}""";
    private const string Stream = """{"model":"m","stream":true,"messages":[{"role":"user","content":"Hello"}],"max_tokens":16}""";
    private const string SilentStream = $$"""{"model":"m","stream":true,"user":"{{ChatBackend.Silent}}","messages":[{"role":"user","content":"Hello"}]}""";

    /// <summary>Runs the subject.</summary>
    public static async Task<Table> RunAsync(CancellationToken cancellation)
    {
        SocketThreads.UseOne();
        var directory = Directory.CreateTempSubdirectory("aistack-bench-gateway-");
        try
        {
            var program = await PublishAsync(Path.Combine(directory.FullName, "program"), cancellation);
            var (portkey, reason) = await PortkeyPeer.InstallAsync(Path.Combine(directory.FullName, "portkey"), cancellation);
            await using var backend = await ServerProcess.StartAsync(Self, port => Peer(PeerPrograms.ChatBackend, port), cancellation);
            var routes = Path.Combine(directory.FullName, "apisix.json");
            await File.WriteAllTextAsync(routes, PolicyFile.Text(backend.Port), cancellation);
            await using var yarp = await ServerProcess.StartAsync(Self, port => Peer(PeerPrograms.BareYarp, port, backend.Port), cancellation);
            await using var quiet = await ServerProcess.StartAsync(program, port => GatewayArguments(port, routes, "warning"), cancellation);
            await using var logging = await ServerProcess.StartAsync(program, port => GatewayArguments(port, routes, "info"), cancellation);
            await using var node = portkey is null ? null : await ServerProcess.StartAsync("node", port => PortkeyPeer.Arguments(portkey, port), cancellation);

            string[] key = [$"Authorization: Bearer {PolicyFile.KeyOf(500)}"];
            List<Subject> subjects = [new("backend alone", backend, key), new("bare YARP", yarp, key), new("gateway", quiet, key), new("gateway, request log", logging, key)];
            if (node is not null)
            {
                subjects.Add(new("Portkey", node, PortkeyPeer.Headers(backend.Port)));
            }

            // In turns, so that whatever else the machine does falls on all of them alike.
            for (var round = 0; round < Rounds; round++)
            {
                await MeasureAsync(subjects, async subject => subject.One.Add(await LoadRun.RunAsync(subject.Plan(Chat), cancellation)));
                await MeasureAsync(subjects, async subject => subject.Many.Add(await LoadRun.RunAsync(subject.Plan(Chat, ManyClients), cancellation)));
                await MeasureAsync(subjects, async subject =>
                {
                    if (await FirstTokens.MeasureAsync(subject.Plan(Stream), cancellation) is { } samples)
                    {
                        subject.Streams.Add(samples);
                    }
                });
            }

            var memory = new Dictionary<Subject, double?>();
            foreach (var subject in subjects.Skip(1).Where(subject => subject.FirstToken is not null))
            {
                memory[subject] = await MemoryAsync(subject, cancellation);
            }

            return Report(subjects, memory, reason);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Self => Environment.ProcessPath ?? throw new InvalidOperationException("This program does not know its own path.");

    private static string[] Peer(params object[] arguments) =>
        [PeerPrograms.Role, .. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!)];

    private static string[] GatewayArguments(int port, string routes, string logLevel) =>
        ["gateway", "--host", "127.0.0.1", "--port", $"{port}", "--config", routes, "--log-level", logLevel];

    private static async Task<string> PublishAsync(string directory, CancellationToken cancellation)
    {
        using var publish = Process.Start("dotnet", ["publish", "src/AiStack.Gateway", "-c", "Release", "-o", directory, "--nologo", "-v", "q"]);
        await publish.WaitForExitAsync(cancellation);
        return publish.ExitCode == 0
            ? Path.Combine(directory, "AiStack.Gateway")
            : throw new InvalidOperationException("The gateway could not be published; run the benchmark from the repository's root.");
    }

    private static async Task MeasureAsync(IEnumerable<Subject> subjects, Func<Subject, Task> measure)
    {
        foreach (var subject in subjects)
        {
            await measure(subject);
        }
    }

    // The same processes that have served all requests before: what those left behind counts too.
    private static async Task<double?> MemoryAsync(Subject subject, CancellationToken cancellation)
    {
        using var streams = await IdleStreams.OpenAsync(IdleStreamCount, subject.Plan(SilentStream), cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
        return subject.Server.ResidentMegabytes;
    }

    private static Table Report(List<Subject> subjects, Dictionary<Subject, double?> memory, string noPortkey)
    {
        var (alone, yarp, gateway) = (subjects[0], subjects[1], subjects[2]);
        var table = new Table()
            .Title($"AI gateway, every policy on, published Release; medians of {Rounds} rounds of 2 s")
            .AddColumns("what", "1 client", "added", $"{ManyClients} clients", "first token", "added", $"{IdleStreamCount:#,0} idle streams", "failed");
        foreach (var subject in subjects)
        {
            table.AddRow(
                subject.Name,
                Format($"{subject.Latency.TotalMilliseconds:0.000} ms"),
                subject == alone ? "" : Format($"{(subject.Latency - alone.Latency).TotalMilliseconds:0.000} ms"),
                Format($"{subject.Rate:#,0}/s"),
                subject.FirstToken is { } first ? Format($"{first.TotalMilliseconds:0.000} ms") : "refuses streams",
                subject != alone && subject.FirstToken - alone.FirstToken is { } added ? Format($"{added.TotalMilliseconds:0.000} ms") : "",
                memory.GetValueOrDefault(subject) is { } megabytes ? Format($"{megabytes:0} MB") : "",
                Format($"{subject.Failures}"));
        }

        if (noPortkey.Length > 0)
        {
            table.AddRow("Portkey", Markup.Escape(noPortkey), "", "", "", "", "", "");
        }

        table.AddEmptyRow();
        Goal("added, 1 client", "≤ 0.5 ms", (gateway.Latency - alone.Latency).TotalMilliseconds, "0.000 ms", value => value <= 0.5);
        Goal("requests/s, 16 clients", "≥ 5,000", gateway.Rate, "#,0", value => value >= 5000);
        Goal("of bare YARP's", "≥ 0.7", gateway.Rate / yarp.Rate, "0.00", value => value >= 0.7);
        if (subjects.Count > 4)
        {
            Goal("of Portkey's", "≥ 5", gateway.Rate / subjects[4].Rate, "0.0", value => value >= 5);
        }

        Goal("added, first token", "≤ 1 ms", (gateway.FirstToken - alone.FirstToken)?.TotalMilliseconds ?? double.PositiveInfinity, "0.000 ms", value => value <= 1);
        if (memory.GetValueOrDefault(gateway) is { } resident)
        {
            Goal($"{IdleStreamCount:#,0} idle streams", "≤ 120 MB", resident, "0 MB", value => value <= 120);
        }

        return table;

        void Goal(string what, string goal, double value, string format, Func<double, bool> isMet) =>
            table.AddRow(what, value.ToString(format.Replace(" ", "' '", StringComparison.Ordinal).Replace("M", "'M'", StringComparison.Ordinal), CultureInfo.InvariantCulture), goal, isMet(value) ? "met" : "[red]not met[/]", "", "", "", "");
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
