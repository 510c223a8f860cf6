using System.Buffers.Text;
using System.Text;

namespace AiStack.Bench.LoadClient;

/// <summary>Reads HTTP/1.1 responses from the bytes of one connection, as far as a load test must: status, framing, end.</summary>
/// <remarks>Understands <c>Content-Length</c> and chunked bodies, because those are what Kestrel and YARP send on keep-alive connections.</remarks>
internal sealed class ResponseParser(IBodySink? sink = null)
{
    private enum Part { Head, Body, ChunkSize, ChunkData, ChunkEnd, Trailer }

    private readonly byte[] _line = new byte[16 * 1024];
    private int _lineLength;
    private Part _part;
    private long _left;

    /// <summary>Status of the response that ended last, or of the one being read.</summary>
    public int Status { get; private set; }

    /// <summary>Takes what was received.</summary>
    /// <returns>True when the response ended; bytes after its end would be an unasked-for response and are an error.</returns>
    public bool Read(ReadOnlySpan<byte> received)
    {
        while (!received.IsEmpty)
        {
            if (Step(ref received))
            {
                return received.IsEmpty ? true : throw new InvalidDataException("The server sent bytes after the end of a response.");
            }
        }

        return false;
    }

    private bool Step(ref ReadOnlySpan<byte> received)
    {
        switch (_part)
        {
            case Part.Head:
                return ReadLineUntil("\r\n\r\n"u8, ref received) && ParseHead();
            case Part.ChunkSize:
                if (ReadLineUntil("\r\n"u8, ref received))
                {
                    _left = Number(_line.AsSpan(0, _lineLength), 'X');
                    Next(_left == 0 ? Part.Trailer : Part.ChunkData);
                }

                return false;
            case Part.ChunkEnd:
                if (ReadLineUntil("\r\n"u8, ref received))
                {
                    Next(Part.ChunkSize);
                }

                return false;
            case Part.Trailer:
                return ReadLineUntil("\r\n"u8, ref received) && Next(Part.Head);
            default:
                return TakeBody(ref received);
        }
    }

    private bool TakeBody(ref ReadOnlySpan<byte> received)
    {
        var taken = received[..(int)Math.Min(_left, received.Length)];
        sink?.Take(taken);
        _left -= taken.Length;
        received = received[taken.Length..];
        if (_left > 0)
        {
            return false;
        }

        if (_part == Part.Body)
        {
            return Next(Part.Head);
        }

        Next(Part.ChunkEnd);
        return false;
    }

    private bool ParseHead()
    {
        var head = _line.AsSpan(0, _lineLength);
        Status = (int)Number(head["HTTP/1.1 ".Length..], default);
        if (TryFind(head, "content-length:"u8, out var length))
        {
            _left = Number(length, default);
            return Next(_left == 0 ? Part.Head : Part.Body) && _part == Part.Head;
        }

        if (TryFind(head, "transfer-encoding:"u8, out _))
        {
            Next(Part.ChunkSize);
            return false;
        }

        return Status is 204 or 304
            ? Next(Part.Head)
            : throw new InvalidDataException($"A response without length or chunks cannot be measured: {Encoding.ASCII.GetString(head)}");
    }

    private static long Number(ReadOnlySpan<byte> text, char format) =>
        Utf8Parser.TryParse(text, out long number, out _, format)
            ? number
            : throw new InvalidDataException($"A number was expected in the response's framing at '{Encoding.ASCII.GetString(text)}'.");

    private bool Next(Part part)
    {
        _part = part;
        _lineLength = 0;
        return true;
    }

    private static bool TryFind(ReadOnlySpan<byte> head, ReadOnlySpan<byte> lowerName, out ReadOnlySpan<byte> value)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > lowerName.Length && Ascii.EqualsIgnoreCase(line[..lowerName.Length], lowerName))
            {
                value = line[lowerName.Length..].Trim((byte)' ');
                return true;
            }
        }

        value = default;
        return false;
    }

    // Collects up to the mark, which may be split over two receives.
    private bool ReadLineUntil(ReadOnlySpan<byte> mark, ref ReadOnlySpan<byte> received)
    {
        var from = Math.Max(0, _lineLength - mark.Length + 1);
        var take = Math.Min(received.Length, _line.Length - _lineLength);
        if (take == 0)
        {
            throw new InvalidDataException("The server sent a head or chunk line longer than 16 KiB.");
        }

        received[..take].CopyTo(_line.AsSpan(_lineLength));
        var found = _line.AsSpan(from, _lineLength + take - from).IndexOf(mark);
        if (found < 0)
        {
            _lineLength += take;
            received = received[take..];
            return false;
        }

        var end = from + found + mark.Length;
        received = received[(end - _lineLength)..];
        _lineLength = end;
        return true;
    }
}
