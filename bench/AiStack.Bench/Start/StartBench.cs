using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using AppHost.Tests;
using Spectre.Console;

namespace AiStack.Bench.Start;

/// <summary>From the start of the AppHost's process to the first streamed token with the dashboard answering, and from Ctrl-C to nothing left.</summary>
internal static class StartBench
{
    private const int Runs = 10;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    internal static async Task<Table> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-bench-");
        try
        {
            await PublishAsync(directory.FullName, cancellationToken);
            List<(TimeSpan Token, TimeSpan Dashboard, TimeSpan Stop)> runs = [];
            for (var run = 0; run < Runs; run++)
            {
                runs.Add(await MeasureAsync(Path.Combine(directory.FullName, "AppHost"), cancellationToken));
            }

            var table = new Table().Title("AppHost, published Release, embedded run mode").AddColumns("what", "median", "lowest", "highest", "goal");
            AddRow(table, "process start → first streamed token", runs.Select(run => run.Token), "");
            AddRow(table, "process start → dashboard answers", runs.Select(run => run.Dashboard), "");
            AddRow(table, "process start → both", runs.Select(run => run.Token > run.Dashboard ? run.Token : run.Dashboard), "≤ 2.5 s");
            AddRow(table, "Ctrl-C → no process, no session folder", runs.Select(run => run.Stop), "≤ 4 s");
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
        table.AddRow(what, Text((sorted[(Runs - 1) / 2] + sorted[Runs / 2]) / 2), Text(sorted[0]), Text(sorted[^1]), goal);

        static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
    }

    /// <summary>Publishes the AppHost.</summary>
    internal static async Task PublishAsync(string directory, CancellationToken cancellationToken)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "AppHost", "-c", "Release", "-o", directory, "--nologo", "-v", "q"]))!;
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException("The AppHost could not be published; run the benchmark from the repository's root.");
        }
    }

    private static async Task<(TimeSpan Token, TimeSpan Dashboard, TimeSpan Stop)> MeasureAsync(string appHost, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        var (router, dashboard) = (FreePort(), FreePort());
        var start = new ProcessStartInfo(appHost, ["--AiStack:Run=embedded", $"--AiStack:Ports:vllm={router}", $"--AiStack:Ports:apisix={FreePort()}", $"--AiStack:Ports:apisix-https={FreePort()}", $"--ASPNETCORE_URLS=http://localhost:{dashboard}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        var marked = new MarkedProcesses();
        marked.Mark(start);

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            using var client = new HttpClient();
            var times = await Task.WhenAll(
                UntilAsync(clock, () => AnswersAsync(client, dashboard, limit.Token), limit.Token),
                UntilAsync(clock, () => StreamsAsync(client, router, limit.Token), limit.Token));

            clock.Restart();
            using (Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await process.WaitForExitAsync(limit.Token);
            }

            var left = await marked.WaitUntilGoneAsync(s_limit);
            return left.Count == 0 ? (times[1], times[0], clock.Elapsed) : throw new InvalidOperationException($"Still running: {string.Join(", ", left)}");
        }
        finally
        {
            marked.Kill();
        }
    }

    private static async Task<TimeSpan> UntilAsync(Stopwatch clock, Func<Task<bool>> happened, CancellationToken cancellationToken)
    {
        while (!await happened())
        {
            await Task.Delay(10, cancellationToken);
        }

        return clock.Elapsed;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync($"http://localhost:{port}/health", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> StreamsAsync(HttpClient client, int port, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{port}/v1/chat/completions")
        {
            Content = JsonContent.Create(new { model = "Qwen/Qwen2-1.5B-Instruct", stream = true, max_tokens = 4, messages = new[] { new { role = "user", content = "Hello" } } }),
        };
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                // The first event carries only the role; a token is the first content that is not empty.
                if (line.Contains("\"content\":\"", StringComparison.Ordinal) && !line.Contains("\"content\":\"\"", StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <summary>A port on which nothing listens.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
