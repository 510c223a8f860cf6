using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiStack.Cli.Tests.Load;

/// <summary>Answers every connection's request with the same bytes, in pieces, and closes it.</summary>
internal sealed class CannedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string[] _pieces;

    /// <param name="pieces">What is sent, each piece a few milliseconds after the one before.</param>
    public CannedServer(params string[] pieces)
    {
        _pieces = pieces;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>A head for a body that ends with the connection.</summary>
    public static string Head(string type, string status = "200 OK") => $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nConnection: close\r\n\r\n";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();

                // A GET has no body; a POST's is there once it ends its object. TLS begins with byte 22.
                var (request, buffer) = ("", new byte[64 * 1024]);
                while (!request.EndsWith(request.StartsWith("GET", StringComparison.Ordinal) ? "\r\n\r\n" : "}", StringComparison.Ordinal) && !request.StartsWith('\x16'))
                {
                    var read = await stream.ReadAsync(buffer);
                    if (read == 0)
                    {
                        return;
                    }

                    request += Encoding.ASCII.GetString(buffer, 0, read);
                }

                foreach (var piece in _pieces)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(piece));
                    await Task.Delay(10);
                }
            }
            catch (IOException)
            {
                // The other side went away.
            }
        }
    }
}
