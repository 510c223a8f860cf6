using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace AppHost.Tests;

/// <summary>The AppHost as a user runs it: <c>dotnet run</c>, in a process group of its own, with a temporary folder of its own.</summary>
public sealed class RunningAppHost : IAsyncDisposable
{
    private readonly MarkedProcesses _marked = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    private RunningAppHost(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        TemporaryFolder = Directory.CreateTempSubdirectory("aistack-run-").FullName;

        // setsid gives the run its own process group, so that Ctrl-C can be sent to all of it as a terminal does.
        var start = new ProcessStartInfo("setsid", ["dotnet", "run", "--no-build", "--configuration", Configuration, "--project", Path.Combine(RepositoryRoot, "AppHost"), "--", "--AiStack:Run=embedded", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = TemporaryFolder;

        // The test host's own MSBuild and launch variables would leak into the run.
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _marked.Mark(start);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Everything printed so far.</summary>
    public string Output => string.Join('\n', _output);

    public string TemporaryFolder { get; }

    public int RouterPort { get; private init; }

    public int GatewayPort { get; private init; }

    public int DashboardPort { get; private init; }

    public static RunningAppHost Start(IReadOnlyDictionary<string, string>? environment = null, int? routerPort = null, params string[] arguments)
    {
        var (router, gateway, dashboard) = (routerPort ?? FreePort(), FreePort(), FreePort());
        return new RunningAppHost([$"--AiStack:Ports:vllm={router}", $"--AiStack:Ports:apisix={gateway}", $"--AiStack:Ports:apisix-https={FreePort()}", $"--ASPNETCORE_URLS=http://localhost:{dashboard}", .. arguments], environment ?? new Dictionary<string, string>())
        {
            RouterPort = router,
            GatewayPort = gateway,
            DashboardPort = dashboard,
        };
    }

    /// <summary>Waits for a printed line that holds a text, and returns it.</summary>
    public async Task<string> WaitForLineAsync(string text)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            if (_output.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            if (_process.HasExited)
            {
                break;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"No line with '{text}'. Printed was:\n{Output}");
    }

    /// <summary>Waits until the router answers for the chat model.</summary>
    public async Task WaitUntilServingAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{RouterPort}") };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience && !_process.HasExited)
        {
            try
            {
                var models = await client.GetStringAsync("/v1/models");
                if (models.Contains("Qwen2-1.5B-Instruct", StringComparison.Ordinal) && models.Contains("gte-Qwen2", StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"The router does not serve both models. Printed was:\n{Output}");
    }

    public void PressCtrlC() => Signal("-INT", $"-{_process.Id}");

    public bool HasExited => _process.HasExited;

    /// <summary>Kills the AppHost's own process, and only that, as the out-of-memory killer would.</summary>
    public void KillAppHost() => SignalAppHost("KILL");

    /// <summary>Sends a signal to the AppHost's own process, and only that.</summary>
    /// <param name="signal">Its name, such as <c>HUP</c>.</param>
    public void SignalAppHost(string signal)
    {
        var (pid, _) = _marked.Running().Single(process => IsAppHost(process.Command));
        Signal($"-{signal}", pid.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Pids and command lines of what the run has started and what still runs.</summary>
    public IReadOnlyList<(int Pid, string Command)> Processes() => _marked.Running();

    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public Task<IReadOnlyList<(int Pid, string Command)>> WaitUntilGoneAsync(TimeSpan limit) => _marked.WaitUntilGoneAsync(limit);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            PressCtrlC();
        }

        await _marked.WaitUntilGoneAsync(TimeSpan.FromSeconds(15));
        _marked.Kill();
        _process.Dispose();
        Directory.Delete(TemporaryFolder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsAppHost(string command) => command.Split(' ')[0].EndsWith("/AppHost", StringComparison.Ordinal);

    public static string RepositoryRoot => typeof(RunningAppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    private static string Configuration => typeof(RunningAppHost).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static void Signal(string signal, string target)
    {
        using var kill = Process.Start("kill", [signal, "--", target]);
        kill.WaitForExit();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
