using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Embeddings;

/// <summary>The data of an answer of <c>/v1/embeddings</c>.</summary>
/// <param name="Id">Identifier of the response.</param>
/// <param name="Model">Name of the model that answers.</param>
/// <param name="Created">Seconds since the epoch.</param>
/// <param name="PromptTokens">Tokens of all inputs together.</param>
/// <param name="Vectors">One per input.</param>
/// <param name="AsBase64">True to send the vectors as base64 of little-endian 32-bit floats.</param>
internal sealed record EmbeddingReply(string Id, string Model, long Created, int PromptTokens, IReadOnlyList<float[]> Vectors, bool AsBase64)
{
    /// <summary>Writes the response.</summary>
    public static void Write(Utf8JsonWriter json, EmbeddingReply reply)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, reply.Id);
        json.WriteString("object"u8, "list"u8);
        json.WriteNumber("created"u8, reply.Created);
        json.WriteString("model"u8, reply.Model);
        json.WriteStartArray("data"u8);
        for (var i = 0; i < reply.Vectors.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, i);
            json.WriteString("object"u8, "embedding"u8);
            WriteVector(json, reply.Vectors[i], reply.AsBase64);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Usage.Write(json, reply.PromptTokens, 0);
        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, float[] vector, bool asBase64)
    {
        if (asBase64)
        {
            json.WriteBase64String("embedding"u8, ToLittleEndian(vector));
            return;
        }

        json.WriteStartArray("embedding"u8);
        foreach (var number in vector)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static ReadOnlySpan<byte> ToLittleEndian(float[] vector)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes<float>(vector);
        }

        var bytes = new byte[vector.Length * sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return bytes;
    }
}
