using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using AiStack.Bench.Start;
using AppHost.Tests;
using Spectre.Console;

namespace AiStack.Bench.Scaling;

/// <summary>How soon a scaled model's second engine is decided on under a load, and how soon after that it answers through the router.</summary>
internal static class ScalingBench
{
    private const int Runs = 5;
    private const int Speed = 6;
    private const int Clients = 40;

    // The sample's 30 s, in a time that goes six times as fast.
    private static readonly TimeSpan s_polling = TimeSpan.FromSeconds(30.0 / Speed);

    internal static async Task<Table> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-bench-");
        try
        {
            await StartBench.PublishAsync(directory.FullName, cancellationToken);
            List<(TimeSpan Decided, TimeSpan Serving)> runs = [];
            for (var run = 0; run < Runs; run++)
            {
                runs.Add(await MeasureAsync(Path.Combine(directory.FullName, "AppHost"), cancellationToken));
            }

            var table = new Table().Title($"Local scaling, published Release, embedded run mode; the model is looked at every {s_polling.TotalSeconds:0} s").AddColumns("what", "median", "lowest", "highest", "goal");
            AddRow(table, "load → second engine's process", runs.Select(run => run.Decided), $"≤ {s_polling.TotalSeconds + 1:0.00} s");
            AddRow(table, "its process → it answers through the router", runs.Select(run => run.Serving), "≤ 1.50 s");
            return table;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void AddRow(Table table, string what, IEnumerable<TimeSpan> times, string goal)
    {
        var sorted = times.Order().ToArray();
        table.AddRow(what, Text(sorted[Runs / 2]), Text(sorted[0]), Text(sorted[^1]), goal);

        static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
    }

    private static async Task<(TimeSpan Decided, TimeSpan Serving)> MeasureAsync(string appHost, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        var router = StartBench.FreePort();
        var start = new ProcessStartInfo(appHost,
        [
            "--AiStack:Run=embedded", $"--AiStack:Ports:vllm={router}", $"--AiStack:Ports:apisix={StartBench.FreePort()}", $"--AiStack:Ports:apisix-https={StartBench.FreePort()}",
            $"--ASPNETCORE_URLS=http://localhost:{StartBench.FreePort()}", $"--AiStack:Autoscaling:Speed={Speed}", "--AiStack:Simulator:MaxNumSeqs=4", "--AiStack:Simulator:InterTokenLatency=50ms",
        ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        var marked = new MarkedProcesses();
        marked.Mark(start);
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var load = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{router}"), Timeout = TimeSpan.FromMinutes(1) };
            await UntilAsync(() => ServingAsync(client, 2, limit.Token), limit.Token);

            // Past the first look, so that the load meets the clock anywhere.
            await Task.Delay(TimeSpan.FromSeconds(2 + (Random.Shared.NextDouble() * s_polling.TotalSeconds)), limit.Token);
            var engines = Engines();
            var clock = Stopwatch.StartNew();
            var clients = Enumerable.Range(0, Clients).Select(_ => AskAsync(client, load.Token)).ToList();
            await UntilAsync(() => Task.FromResult(Engines() > engines), limit.Token);
            var decided = clock.Elapsed;
            await UntilAsync(() => ServingAsync(client, 3, limit.Token), limit.Token);
            var serving = clock.Elapsed - decided;
            await load.CancelAsync();
            await Task.WhenAll(clients);
            return (decided, serving);
        }
        finally
        {
            marked.Kill();
        }

        int Engines() => marked.Running().Count(running => running.Command.Contains("AiStack.Simulator", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<Task<bool>> happened, CancellationToken cancellationToken)
    {
        while (!await happened())
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static async Task<bool> ServingAsync(HttpClient router, int engines, CancellationToken cancellationToken)
    {
        try
        {
            var page = await router.GetStringAsync("/metrics", cancellationToken);
            return page.Split('\n').Count(line => line.StartsWith("vllm:healthy_pods_total{", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal)) >= engines;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task AskAsync(HttpClient router, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await router.PostAsJsonAsync(
                "/v1/chat/completions", new { model = "Qwen/Qwen2-1.5B-Instruct", max_tokens = 400, ignore_eos = true, messages = new[] { new { role = "user", content = "Hello" } } }, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The load is over.
        }
    }
}
