using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>An AppHost in a process of its own, to be killed or looked at from outside.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    internal AppHostProcess(IEnumerable<string> args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Scripts.AppHost"), ["--DcpPublisher:RandomizePorts=true", .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => _lines.Enqueue(e.Data ?? "");
        _process.ErrorDataReceived += (_, e) => _lines.Enqueue(e.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int Id => _process.Id;

    internal int ExitCode => _process.ExitCode;

    /// <summary>Everything printed so far.</summary>
    internal string Output => string.Join('\n', _lines);

    /// <summary>The folder of its DCP.</summary>
    internal string SessionFolder => Directory.GetDirectories(Path.GetTempPath(), $"{Aspire.Hosting.Dcp.DcpSessionFolder.NamePrefix}{Id}-*").Single();

    internal async Task PrintsAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            Assert.False(limit.IsCancellationRequested || _process.HasExited, $"It did not print '{text}' but:\n{Output}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    internal async Task ExitsAsync(TimeSpan limit) => await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit, TestContext.Current.CancellationToken);

    internal void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
