using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AiStack.Bench.Router;

/// <summary>A server that is measured, on a free port of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Address of its chat endpoint.</summary>
    public Uri ChatUrl => new($"http://127.0.0.1:{Port}/v1/chat/completions");

    /// <summary>What it has in memory now, as the kernel counts it (<c>VmRSS</c>), in MB.</summary>
    /// <value><see langword="null"/>: this system does not tell.</value>
    public double? ResidentMegabytes
    {
        get
        {
            var status = $"/proc/{_process.Id}/status";

            // VmRSS:     12345 kB
            return File.Exists(status) && File.ReadLines(status).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } line
                ? double.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture) / 1000
                : null;
        }
    }

    /// <summary>Starts one and waits until it accepts connections.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">Its arguments, given the port.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ServerProcess> StartAsync(string program, Func<int, string[]> arguments, CancellationToken cancellation)
    {
        var port = FreePort();
        // What it logs is thrown away by the shell, as under a supervisor: a pipe that we read would cost this process time.
        var command = string.Join(' ', arguments(port).Prepend(program).Select(word => $"'{word}'"));
        var server = new ServerProcess(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {command} > /dev/null"]))!, port);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await AcceptsAsync(port, limit.Token))
        {
            await Task.Delay(20, limit.Token);
        }

        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
