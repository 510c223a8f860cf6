using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AppHost.Tests;

namespace AiStack.Cli.Tests;

/// <summary><c>aistack run stack.yaml</c> as a user has it: without containers, in a process group of its own, on ports of its own.</summary>
internal sealed class RunningStack : IAsyncDisposable
{
    private readonly MarkedProcesses _marked = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Process _process;

    public RunningStack(string directory, params string[] settings)
    {
        var start = new ProcessStartInfo("setsid",
        [
            Aistack.Program, "run", "stack.yaml", "--AiStack:Run=embedded", $"--AiStack:Ports:vllm={RouterPort}", $"--AiStack:Ports:apisix={GatewayPort}", $"--AiStack:Ports:apisix-https={FreePort()}",
            $"--ASPNETCORE_URLS=http://localhost:{DashboardPort}", .. settings,
        ])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in new[] { "ASPNETCORE_URLS", "DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT" })
        {
            start.Environment.Remove(variable);
        }

        _marked.Mark(start);
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int RouterPort { get; } = FreePort();

    public int GatewayPort { get; } = FreePort();

    public int DashboardPort { get; } = FreePort();

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    /// <summary>Waits until something is true.</summary>
    public async Task WaitAsync(string what, Func<Task<bool>> isTrue)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Aistack.Patience && !_process.HasExited)
        {
            try
            {
                if (await isTrue())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"Not within {Aistack.Patience}: {what}. Printed was:\n{Output}\n{Errors}");
    }

    /// <summary>Waits for a printed line with a text.</summary>
    public Task WaitForLineAsync(string text) => WaitAsync($"a line with '{text}'", () => Task.FromResult(_output.Any(line => line.Contains(text, StringComparison.Ordinal))));

    /// <summary>Presses Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (Process.Start("kill", ["-INT", "--", $"-{_process.Id.ToString(CultureInfo.InvariantCulture)}"]))
        {
            using var limit = new CancellationTokenSource(Aistack.Patience);
            await _process.WaitForExitAsync(limit.Token);
        }

        return _process.ExitCode;
    }

    /// <summary>What still runs, if it does not go within a few seconds.</summary>
    public Task<IReadOnlyList<(int Pid, string Command)>> LeftAsync() => _marked.WaitUntilGoneAsync(TimeSpan.FromSeconds(15));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _marked.Kill();
        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
