using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using StreamJsonRpc;

namespace Aspire.Hosting.Backchannel;

/// <summary>A Unix socket on which `aspire` commands call the public methods of an object.</summary>
internal sealed class ChannelListener : IAsyncDisposable
{
    private readonly string _path;
    private readonly object _target;
    private readonly Action? _disconnected;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<JsonRpc, byte> _connections = [];
    private readonly Task _accepting;

    /// <summary>Listens until disposed. A file that a killed run left at <paramref name="path"/> is replaced.</summary>
    /// <param name="path">Where the socket is made.</param>
    /// <param name="target">Whose methods are called.</param>
    /// <param name="disconnected">Called when a connection ends before this listener does.</param>
    /// <exception cref="SocketException">The path cannot be listened on: too long, or in a directory that is not there.</exception>
    internal ChannelListener(string path, object target, Action? disconnected = null)
    {
        _disconnected = disconnected;
        _path = path;
        _target = target;
        File.Delete(path);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _socket.Listen();
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        foreach (var connection in _connections.Keys)
        {
            _connections.TryRemove(connection, out var _);
            connection.Dispose();
        }

        File.Delete(_path);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Serve(new NetworkStream(await _socket.AcceptAsync().ConfigureAwait(false), ownsSocket: true));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The socket was disposed: nobody is to be accepted any more.
        }
    }

    private void Serve(NetworkStream stream)
    {
        var formatter = new SystemTextJsonFormatter { JsonSerializerOptions = new(JsonSerializerDefaults.Web) };
        var connection = new JsonRpc(new HeaderDelimitedMessageHandler(stream, stream, formatter));
        connection.AddLocalRpcTarget(_target);
        _connections.TryAdd(connection, 0);
        connection.Disconnected += (_, _) =>
        {
            if (_connections.TryRemove(connection, out var _))
            {
                _disconnected?.Invoke();
            }
        };
        connection.StartListening();
    }
}
