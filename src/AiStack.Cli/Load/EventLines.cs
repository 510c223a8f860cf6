using System.Buffers;
using System.Diagnostics;

namespace AiStack.Cli.Load;

/// <summary>Takes server-sent events off a stream as they come.</summary>
/// <param name="stream">The answer's body.</param>
internal sealed class EventLines(Stream stream) : IDisposable
{
    private const int Largest = 16 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
    private int _start;
    private int _end;

    /// <summary>When the present line arrived, as <see cref="Stopwatch"/> counts.</summary>
    public long Arrived { get; private set; }

    /// <summary>Reads up to the data of the next event.</summary>
    /// <returns>What stands behind <c>data:</c>, valid until the next call; <see langword="null"/> at the end of the stream.</returns>
    /// <exception cref="IOException">The connection broke, or a line is longer than 16 MiB.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        for (var searched = 0; ;)
        {
            var lineEnd = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (lineEnd < 0)
            {
                searched = _end - _start;
                if (!await FillAsync(cancellation))
                {
                    return null;
                }

                continue;
            }

            var line = _buffer.AsMemory(_start, searched + lineEnd);
            _start += searched + lineEnd + 1;
            searched = 0;
            if (line.Span.StartsWith("data:"u8))
            {
                return line[5..].Trim(" \r"u8);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        Arrived = Stopwatch.GetTimestamp();
        _end += read;
        return read > 0;
    }

    private void Grow()
    {
        if (_buffer.Length >= Largest)
        {
            throw new IOException("A line of the answer is longer than 16 MiB.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
