using System.Diagnostics;
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
