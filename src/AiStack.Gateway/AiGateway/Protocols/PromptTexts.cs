using System.Buffers;
using System.Text.Json;

namespace AiStack.Gateway.AiGateway.Protocols;

/// <summary>The texts of a request's messages, in their order and with a space between two: what a prompt guard looks at. Tool definitions, arguments of tool calls and parts of other kinds are not among them, as in APISIX.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>get_messages</c> in <c>apisix/plugins/ai-protocols/*.lua</c>.</remarks>
internal ref struct PromptTexts : IDisposable
{
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 1024 };
    private char[] _texts;
    private int _length;

    private PromptTexts(int capacity) => _texts = ArrayPool<char>.Shared.Rent(capacity);

    /// <summary>The texts.</summary>
    public readonly ReadOnlySpan<char> Value => _texts.AsSpan(0, _length);

    /// <summary>Whether anything in the request could hold texts that were not understood: a list of messages that is none.</summary>
    public bool IsUnclear { get; private set; }

    /// <summary>Reads the texts of a request, as it is passed on: with the messages that a decorator added.</summary>
    /// <exception cref="JsonException">A text that is none.</exception>
    public static PromptTexts Of(AiRequest request)
    {
        // A text is never longer than what it is written as.
        var texts = new PromptTexts(request.Bytes.Length + request.Properties.Sum(property => property.NewValue?.Length ?? 0) + request.Properties.Count + 16);
        foreach (var property in request.Properties)
        {
            if (Holds(request.Protocol, property.Name))
            {
                texts.Read(request.ValueOf(property).Span, property.Name);
            }
        }

        return texts;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_texts.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_texts);
            _texts = [];
        }
    }

    private static bool Holds(AiProtocol protocol, BodyPropertyName name) => name switch
    {
        BodyPropertyName.Messages => protocol is AiProtocol.Chat or AiProtocol.Messages,
        BodyPropertyName.Input => protocol is AiProtocol.Responses or AiProtocol.Embeddings,
        BodyPropertyName.Instructions => protocol is AiProtocol.Responses,
        BodyPropertyName.System => protocol is AiProtocol.Messages,
        _ => false,
    };

    private void Read(ReadOnlySpan<byte> value, BodyPropertyName name)
    {
        var reader = new Utf8JsonReader(value, s_options);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                Add(ref reader);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadItem(ref reader);
                }

                break;
            case JsonTokenType.Null:
                break;
            default:
                IsUnclear |= name is BodyPropertyName.Messages or BodyPropertyName.Input;
                break;
        }
    }

    // A message, an item of a response, a part of a content, or just a text.
    private void ReadItem(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            Add(ref reader);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("output"u8) || reader.ValueTextEquals("refusal"u8);
            reader.Read();
            if (!isText)
            {
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                Add(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadItem(ref reader);
                }
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void Add(ref Utf8JsonReader reader)
    {
        if (_length > 0)
        {
            _texts[_length++] = ' ';
        }

        try
        {
            _length += reader.CopyString(_texts.AsSpan(_length));
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text in the body is not valid Unicode", e);
        }
    }
}
