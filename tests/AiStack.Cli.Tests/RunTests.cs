using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AppHost.Tests;

namespace AiStack.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private readonly Aistack _aistack = new();

    [Fact]
    public async Task WrongStack_Run_PrintsWhatCheckPrintsAndStartsNothing()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        Assert.Equal(await _aistack.CallAsync("check", "stack.yaml"), await _aistack.CallAsync("run", "stack.yaml", "--AiStack:Run=embedded"));
    }

    [Fact]
    public async Task WrongSetting_Run_GetsOneLineAnd2()
    {
        _aistack.Write("stack.yaml", Stacks.Good);

        var answer = await _aistack.CallAsync("run", "stack.yaml", "--AiStack:Run=sideways");

        Assert.Equal(2, answer.ExitCode);
        Assert.Single(answer.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("sideways", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GoodStack_Run_ServesItsModelUntilCtrlC()
    {
        _aistack.Write("stack.yaml", Stacks.Good);
        var (router, dashboard) = (FreePort(), FreePort());
        var start = new ProcessStartInfo("setsid", [Aistack.Program, "run", "stack.yaml", "--AiStack:Run=embedded", $"--AiStack:Ports:vllm={router}", $"--ASPNETCORE_URLS=http://localhost:{dashboard}"])
        {
            WorkingDirectory = _aistack.Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in new[] { "ASPNETCORE_URLS", "DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT" })
        {
            start.Environment.Remove(variable);
        }

        var marked = new MarkedProcesses();
        marked.Mark(start);
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            using var patience = new CancellationTokenSource(Aistack.Patience);
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line && !line.Contains("Login to the dashboard at", StringComparison.Ordinal))
            {
            }

            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Qwen/Qwen2-1.5B-Instruct", await AskAsync($"http://localhost:{router}/v1/models", process), StringComparison.Ordinal);
            await AskAsync($"http://localhost:{dashboard}/health", process);

            using (Process.Start("kill", ["-INT", "--", $"-{process.Id.ToString(CultureInfo.InvariantCulture)}"]))
            {
                using var limit = new CancellationTokenSource(Aistack.Patience);
                await process.WaitForExitAsync(limit.Token);
            }

            Assert.Equal(0, process.ExitCode);
            await output;
            Assert.Equal("", await errors);
            Assert.Empty(await marked.WaitUntilGoneAsync(TimeSpan.FromSeconds(15)));
        }
        finally
        {
            marked.Kill();
        }
    }

    public void Dispose() => _aistack.Dispose();

    private static async Task<string> AskAsync(string address, Process process)
    {
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Aistack.Patience && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode && (text.Contains("Qwen", StringComparison.Ordinal) || !address.EndsWith("/models", StringComparison.Ordinal)))
                {
                    return text;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"{address} does not answer.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
