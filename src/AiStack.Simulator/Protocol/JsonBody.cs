using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace AiStack.Simulator.Protocol;

/// <summary>A request's body as JSON, in a rented buffer.</summary>
internal sealed class JsonBody : IDisposable
{
    // As deep as Python's own reader gets; the usual limit here is 64, and schemas can be deeper.
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 900 };

    private readonly byte[] _buffer;
    private readonly JsonDocument _document;

    private JsonBody(byte[] buffer, JsonDocument document)
    {
        _buffer = buffer;
        _document = document;
    }

    /// <summary>The object that the body is.</summary>
    public Fields Root => new(_document.RootElement, "body");

    /// <summary>Reads and parses the body.</summary>
    /// <exception cref="RequestProblem">It is not JSON, or not an object.</exception>
    public static async ValueTask<JsonBody> ReadAsync(HttpRequest request)
    {
        // Without a type it is refused too.
        var type = (request.ContentType ?? "").Split(';')[0];
        if (!type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestProblem(400, "Bad Request", "1 validation error:\n  Unsupported Media Type: Only 'application/json' is allowed");
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
            {
                var body = Copy(read.Buffer, out var length);
                reader.AdvanceTo(read.Buffer.End);
                return Parse(body, length);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _document.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private static byte[] Copy(ReadOnlySequence<byte> bytes, out int length)
    {
        length = (int)bytes.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        bytes.CopyTo(buffer);
        return buffer;
    }

    // Both are told at once, wherever they are: half a character is no text, and every later look at it would fail.
    private static void CheckText(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            throw new RequestProblem(400, "Bad Request", "There was an error parsing the body");
        }

        if (!Surrogates.ArePaired(text))
        {
            throw RequestProblem.Malformed("string_unicode", "body", "Input should be a valid string, unable to parse raw data as a unicode string", "None");
        }
    }

    private static JsonBody Parse(byte[] buffer, int length)
    {
        var body = new JsonBody(buffer, ParseDocument(buffer, length));
        if (body._document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return body;
        }

        using (body)
        {
            throw RequestProblem.Malformed("model_attributes_type", "body", "Input should be a valid dictionary or object to extract fields from", body.Root.Describe());
        }
    }

    // Gives the buffer back if it does not come to a document.
    private static JsonDocument ParseDocument(byte[] buffer, int length)
    {
        var text = buffer.AsMemory(0, length);
        if (text.Span.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        try
        {
            CheckText(text.Span);
            return JsonDocument.Parse(text, s_options);
        }
        catch (RequestProblem)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
        catch (JsonException problem)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            var what = length == 0 ? "Field required" : "JSON decode error";
            throw RequestProblem.Malformed(length == 0 ? "missing" : "json_invalid", length == 0 ? "body" : $"body.{problem.BytePositionInLine ?? 0}", what, length == 0 ? "None" : "{}");
        }
    }
}
