using System.Buffers;

namespace AiStack.Gateway.Requests;

/// <summary>A request body read once into pooled memory, so that it can be looked into and still be forwarded as it came.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBuffer = 4096;
    private byte[] _buffer;
    private int _length;

    private RequestBody(byte[] buffer) => _buffer = buffer;

    /// <summary>The bytes as the client sent them, without the chunk framing.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads the whole body.</summary>
    /// <param name="request">The request; its size limit is the server's.</param>
    /// <param name="cancellation">Ends the wait when the client goes away.</param>
    /// <exception cref="BadHttpRequestException">Larger than the server's limit, or broken framing.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        // The announced length is only a hint for memory: a liar gets no more than a megabyte in advance. One byte more lets the last read see the end.
        var announced = Math.Min(request.ContentLength ?? FirstBuffer, 1 << 20);
        var body = new RequestBody(ArrayPool<byte>.Shared.Rent((int)announced + 1));
        try
        {
            while (true)
            {
                var read = await request.Body.ReadAsync(body._buffer.AsMemory(body._length), cancellation);
                if (read == 0)
                {
                    return body;
                }

                body._length += read;
                if (body._length == body._buffer.Length)
                {
                    body.Grow();
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Replaces a part of the body.</summary>
    /// <param name="range">What to replace.</param>
    /// <param name="replacement">What to put there.</param>
    public void Replace(Range range, ReadOnlySpan<byte> replacement)
    {
        var (start, length) = range.GetOffsetAndLength(_length);
        var result = ArrayPool<byte>.Shared.Rent(_length - length + replacement.Length);
        _buffer.AsSpan(0, start).CopyTo(result);
        replacement.CopyTo(result.AsSpan(start));
        _buffer.AsSpan(start + length, _length - start - length).CopyTo(result.AsSpan(start + replacement.Length));

        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = result;
        _length += replacement.Length - length;
    }

    /// <summary>A stream over the bytes, from the beginning; a new one for each attempt.</summary>
    public Stream OpenRead() => new MemoryStream(_buffer, 0, _length, writable: false);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _length = 0;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
