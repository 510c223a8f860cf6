using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace AiStack.Simulator.Protocol;

/// <summary>Server-sent events on a response.</summary>
/// <remarks>Written into Kestrel's own buffer without a copy; each token is an event of its own, a flush may carry several.</remarks>
internal sealed class EventStream(HttpContext http)
{
    private readonly PipeWriter _output = http.Response.BodyWriter;
    private readonly CancellationToken _aborted = http.RequestAborted;

    /// <summary>Sends the head of the response.</summary>
    public void Begin()
    {
        http.Response.StatusCode = 200;
        http.Response.ContentType = "text/event-stream; charset=utf-8";
    }

    /// <summary>Adds raw bytes, a part of an event.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    /// <summary>Adds a text as the inside of a JSON string.</summary>
    public void WriteEscaped(ReadOnlySpan<char> text)
    {
        // A piece of text is a few characters; at worst each becomes \uXXXX.
        var span = _output.GetSpan(text.Length * 6);
        var written = JsonText.Escape(text, span);
        _output.Advance(written);
    }

    /// <summary>Adds one event whose data is a JSON object.</summary>
    public void WriteEvent<T>(T state, Action<Utf8JsonWriter, T> write, string? name = null)
    {
        if (name is not null)
        {
            Write("event: "u8);
            WriteEscaped(name);
            Write("\n"u8);
        }

        Write("data: "u8);
        using (var json = new Utf8JsonWriter(_output, Reply.JsonOptions))
        {
            write(json, state);
        }

        Write("\n\n"u8);
    }

    /// <summary>Adds JSON properties as they stand inside an object, without its braces.</summary>
    public void WriteProperties<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Reply.JsonOptions))
        {
            json.WriteStartObject();
            write(json, state);
        }

        Write(buffer.WrittenSpan[1..]);
    }

    /// <summary>Sends what was added.</summary>
    public ValueTask<FlushResult> FlushAsync() => _output.FlushAsync(_aborted);
}
