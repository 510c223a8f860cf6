using System.Net;
using System.Net.Sockets;
using AiStack.Bench.LoadClient;

namespace AiStack.Bench.Gateway;

/// <summary>Streams that have begun and are silent.</summary>
internal sealed class IdleStreams : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <summary>Opens them, a hundred at a time, and waits until each has its first token.</summary>
    /// <exception cref="InvalidOperationException">One is refused or ends.</exception>
    public static async Task<IdleStreams> OpenAsync(int count, LoadPlan plan, CancellationToken cancellation)
    {
        const int AtOnce = 100;
        var streams = new IdleStreams();
        var request = plan.ToRequestBytes();
        try
        {
            for (var opened = 0; opened < count; opened += AtOnce)
            {
                var group = Enumerable.Range(0, Math.Min(AtOnce, count - opened)).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }).ToList();
                streams._sockets.AddRange(group);
                await Task.WhenAll(group.Select(socket => BeginAsync(socket, plan.Url, request, cancellation)));
            }

            return streams;
        }
        catch
        {
            streams.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private static async Task BeginAsync(Socket socket, Uri url, byte[] request, CancellationToken cancellation)
    {
        await socket.ConnectAsync(new DnsEndPoint(url.Host, url.Port), cancellation);
        await socket.SendAsync(request, cancellation);
        var (buffer, length) = (new byte[4096], 0);
        while (buffer.AsSpan(0, length).IndexOf("data: "u8) < 0)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            length += received > 0 ? received : throw new InvalidOperationException($"{url} does not stream: {System.Text.Encoding.UTF8.GetString(buffer, 0, length)}");
        }
    }
}
