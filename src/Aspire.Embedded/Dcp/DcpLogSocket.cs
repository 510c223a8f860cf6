using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>Receives the log lines of DCP's processes on a Unix socket and hands them to our loggers.</summary>
internal sealed class DcpLogSocket : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ILoggerFactory _loggers;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _disconnected = new(0);
    private readonly Task _accepting;
    private int _connections;

    internal DcpLogSocket(string path, ILoggerFactory loggers)
    {
        _loggers = loggers;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(16);
        _accepting = AcceptAsync();
    }

    /// <summary>How many of DCP's processes are connected.</summary>
    internal int Connections => Volatile.Read(ref _connections);

    /// <summary>Whether DCP has been asked to end. What its processes then miss of each other is no error of ours.</summary>
    internal bool IsEnding { get; set; }

    /// <summary>Waits until one of DCP's processes has closed its end since the last call: it finished, or it died.</summary>
    internal Task DisconnectedAsync(CancellationToken cancellationToken) => _disconnected.WaitAsync(cancellationToken);

    private async Task AcceptAsync()
    {
        var readers = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                Interlocked.Increment(ref _connections);
                readers.Add(ReadAsync(connection));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(readers).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(Socket connection)
    {
        using var stream = new NetworkStream(connection, ownsSocket: true);
        using var reader = new StreamReader(stream);
        try
        {
            while (await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { } line)
            {
                var entry = DcpLogLine.Parse(line);
                (IsEnding ? entry?.AsDetail() : entry)?.WriteTo(_loggers);
            }
        }
        catch (IOException)
        {
            // A killed process resets its connection instead of closing it.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Interlocked.Decrement(ref _connections);
        _disconnected.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _stop.Dispose();
        _disconnected.Dispose();
    }
}
