using System.Buffers;
using System.Text.Json;
using AiStack.Core.Yaml;

namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>A YAML document as JSON, so that there is one reader for both.</summary>
internal static class YamlJson
{
    /// <summary>Writes a document.</summary>
    public static ReadOnlyMemory<byte> Write(Node root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, root);
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, Node node)
    {
        switch (node)
        {
            case MappingNode mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case SequenceNode sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case ScalarNode scalar:
                Write(json, scalar);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, ScalarNode scalar)
    {
        if (scalar.IsNull)
        {
            json.WriteNullValue();
        }
        else if (scalar.TryGetBool(out var flag))
        {
            json.WriteBooleanValue(flag);
        }
        else if (scalar.IsPlain && scalar.TryGetInt64(out var integer))
        {
            json.WriteNumberValue(integer);
        }
        else if (scalar.IsPlain && scalar.TryGetDouble(out var number) && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(scalar.Value);
        }
    }
}
