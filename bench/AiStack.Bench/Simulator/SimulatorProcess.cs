using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AiStack.Bench.Simulator;

/// <summary>A published simulator that runs for a measurement.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Port of 127.0.0.1 that it listens on.</summary>
    public int Port { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Greatest resident memory in bytes so far.</summary>
    public long PeakResidentBytes => ReadStatus("VmHWM:");

    /// <summary>Processor time spent so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a simulator and waits until it answers.</summary>
    /// <param name="directory">Folder with the published program.</param>
    /// <param name="arguments">Flags besides model, host and port.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not answer within 30 seconds.</exception>
    public static async Task<SimulatorProcess> StartAsync(string directory, string arguments, CancellationToken cancellation)
    {
        var port = FreePort();
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(
            Path.Combine(directory, "AiStack.Simulator"),
            $"serve bench-model --host 127.0.0.1 --port {port.ToString(CultureInfo.InvariantCulture)} --disable-uvicorn-access-log {arguments}")
        { RedirectStandardOutput = true })!;
        var simulator = new SimulatorProcess(process, port);
        try
        {
            await simulator.WaitAsync(cancellation);
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }

        simulator.StartTime = Stopwatch.GetElapsedTime(started);
        return simulator;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30); await Task.Delay(5, cancellation))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), cancellation);
                return;
            }
            catch (HttpRequestException)
            {
                // Not yet listening.
            }
        }

        throw new TimeoutException($"The simulator did not answer on port {Port} within 30 seconds.");
    }

    // "VmHWM:	   84660 kB"
    private long ReadStatus(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture) * 1024;
    }
}
