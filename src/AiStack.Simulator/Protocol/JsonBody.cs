using System.Buffers;
using System.Text.Json;

namespace AiStack.Simulator.Protocol;

/// <summary>A request's body as JSON, in a rented buffer.</summary>
internal sealed class JsonBody : IDisposable
{
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
        if (request.ContentType is { } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
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

    private static JsonBody Parse(byte[] buffer, int length)
    {
        try
        {
            var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            var body = new JsonBody(buffer, document);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return body;
            }

            using (body)
            {
                throw RequestProblem.Malformed("model_attributes_type", "body", "Input should be a valid dictionary or object to extract fields from", body.Root.Describe());
            }
        }
        catch (JsonException problem)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            var what = length == 0 ? "Field required" : "JSON decode error";
            throw RequestProblem.Malformed(length == 0 ? "missing" : "json_invalid", length == 0 ? "body" : $"body.{problem.BytePositionInLine ?? 0}", what, length == 0 ? "None" : "{}");
        }
    }
}
