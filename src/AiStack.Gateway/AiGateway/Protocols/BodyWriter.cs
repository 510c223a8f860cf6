using System.Buffers;

namespace AiStack.Gateway.AiGateway.Protocols;

/// <summary>Writes a body of which some properties were changed; all others are copied byte by byte.</summary>
internal static class BodyWriter
{
    /// <summary>Writes a body.</summary>
    public static ReadOnlyMemory<byte> Write(AiRequest request)
    {
        var source = request.Bytes;
        var body = new ArrayBufferWriter<byte>(source.Length + request.Properties.Sum(property => (property.NewValue?.Length ?? 0) + 24) + 2);
        body.Write("{"u8);
        var isFirst = true;
        foreach (var property in request.Properties)
        {
            if (!isFirst)
            {
                body.Write(","u8);
            }

            isFirst = false;
            if (property.NewValue is { } value)
            {
                body.Write(NameOf(property.Name));
                body.Write(value.Span);
            }
            else
            {
                body.Write(source[property.Whole]);
            }
        }

        body.Write("}"u8);
        return body.WrittenMemory;
    }

    private static ReadOnlySpan<byte> NameOf(BodyPropertyName name) => name switch
    {
        BodyPropertyName.Messages => "\"messages\":"u8,
        BodyPropertyName.Model => "\"model\":"u8,
        BodyPropertyName.Stream => "\"stream\":"u8,
        BodyPropertyName.StreamOptions => "\"stream_options\":"u8,
        BodyPropertyName.Input => "\"input\":"u8,
        BodyPropertyName.Instructions => "\"instructions\":"u8,
        BodyPropertyName.System => "\"system\":"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Only properties that are known can be changed."),
    };
}
