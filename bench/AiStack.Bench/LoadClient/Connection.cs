using System.Net;
using System.Net.Sockets;

namespace AiStack.Bench.LoadClient;

/// <summary>One keep-alive connection: sends a prepared request, reads its response.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    public async Task ConnectAsync(Uri url, CancellationToken cancellation) =>
        await _socket.ConnectAsync(new DnsEndPoint(url.Host, url.Port), cancellation);

    /// <summary>Sends the request and waits for the end of the response.</summary>
    /// <returns>The response's status.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, ResponseParser parser, CancellationToken cancellation)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..], SocketFlags.None, cancellation);
        }

        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer, SocketFlags.None, cancellation);
            if (received == 0)
            {
                throw new IOException("The server closed the connection in the middle of a response.");
            }

            if (parser.Read(_buffer.AsSpan(0, received)))
            {
                return parser.Status;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
