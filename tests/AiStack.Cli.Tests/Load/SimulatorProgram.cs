using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AiStack.Cli.Tests.Load;

/// <summary>The simulator as a process, on a free port.</summary>
internal sealed partial class SimulatorProgram : IDisposable
{
    private readonly Process _process;

    private SimulatorProgram(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public static async Task<SimulatorProgram> StartAsync(params string[] flags)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "programs", "simulator", "AiStack.Simulator"),
            ["serve", "org/model", "--served-model-name", "chat", "--host", "127.0.0.1", "--port", "0", "--disable-uvicorn-access-log", .. flags]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Aistack.Patience);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Listens().Match(line) is { Success: true } match)
            {
                return new(process, match.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException("The simulator ended before it listened.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex("listens on (?<address>http://[^/]+)")]
    private static partial Regex Listens();
}
