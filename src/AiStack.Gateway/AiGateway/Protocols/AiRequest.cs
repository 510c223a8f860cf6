using System.Text.Json;
using AiStack.Gateway.Requests;

namespace AiStack.Gateway.AiGateway.Protocols;

/// <summary>The body of a request to a model: where its properties stand, so that some can be changed and all others go on as they came.</summary>
/// <remarks>A property that stands there twice is looked at and changed twice: which of them counts is the backend's choice.</remarks>
internal sealed class AiRequest
{
    // Schemas in `response_format` and `tools` nest deeper than the reader's usual 64.
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 1024 };
    private readonly RequestBody _body;
    private readonly List<BodyProperty> _properties = [];
    private bool _isChanged;

    private AiRequest(RequestBody body) => _body = body;

    /// <summary>What kind of request it is.</summary>
    public AiProtocol Protocol { get; private set; }

    /// <summary>The model that the caller named; <see langword="null"/>: none.</summary>
    public string? Model { get; private set; }

    /// <summary>Whether the answer is asked for as a stream.</summary>
    public bool IsStreamed { get; private set; }

    /// <summary>The bytes as they came.</summary>
    public ReadOnlySpan<byte> Bytes => _body.Bytes.Span;

    /// <summary>The value of a property, as it is now.</summary>
    public ReadOnlyMemory<byte> ValueOf(BodyProperty property) => property.NewValue ?? _body.Bytes[property.Value];

    /// <summary>The properties, in their order; of others that stand together there is one.</summary>
    public IReadOnlyList<BodyProperty> Properties => _properties;

    /// <summary>Reads a body to its end.</summary>
    /// <param name="body">UTF-8, with or without a byte order mark.</param>
    /// <param name="path">Path of the request.</param>
    /// <exception cref="JsonException">No JSON object, or a text in it that is none.</exception>
    public static AiRequest Parse(RequestBody body, string path)
    {
        var request = new AiRequest(body);
        try
        {
            var (messages, input) = request.ReadProperties();
            request.Protocol = AiProtocols.Detect(path, messages, input);
            return request;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a name in the body is not valid Unicode", e);
        }
    }

    /// <summary>Puts another value in the place of a property, or adds it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">JSON.</param>
    public void Set(BodyPropertyName name, ReadOnlyMemory<byte> value)
    {
        _isChanged = true;
        var found = false;
        for (var i = 0; i < _properties.Count; i++)
        {
            if (_properties[i].Name == name)
            {
                _properties[i] = _properties[i] with { NewValue = value };
                found = true;
            }
        }

        if (!found)
        {
            _properties.Add(new(name, default, default, JsonTokenType.None) { NewValue = value });
        }
    }

    /// <summary>Takes a property out.</summary>
    public void Remove(BodyPropertyName name) => _isChanged |= _properties.RemoveAll(property => property.Name == name) > 0;

    /// <summary>The body that is passed on: the very bytes that came, unless something was changed.</summary>
    public ReadOnlyMemory<byte> ToBytes() => _isChanged ? BodyWriter.Write(this) : _body.Bytes;

    private (bool HasMessages, bool HasInput) ReadProperties()
    {
        var body = Bytes;
        var offset = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(body[offset..], s_options);
        var (messages, input) = (false, false);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("the body is not a JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = offset + (int)reader.TokenStartIndex;
            var name = NameOf(ref reader);
            reader.Read();
            var (type, valueStart) = (reader.TokenType, offset + (int)reader.TokenStartIndex);
            Look(ref reader, name);
            messages |= name == BodyPropertyName.Messages && type is JsonTokenType.StartArray or JsonTokenType.StartObject;
            input |= name == BodyPropertyName.Input && type != JsonTokenType.Null;
            reader.Skip();
            var end = offset + (int)reader.BytesConsumed;
            if (name == BodyPropertyName.Other && _properties is [.., { Name: BodyPropertyName.Other } other])
            {
                // A body of 64 MiB may have ten million of them: what stands together is copied together.
                _properties[^1] = other with { Whole = other.Whole.Start..end };
            }
            else
            {
                _properties.Add(new(name, start..end, valueStart..end, type));
            }
        }

        // Anything but white space after the object is an error that only this read finds.
        reader.Read();
        return (messages, input);
    }

    private void Look(ref Utf8JsonReader reader, BodyPropertyName name)
    {
        if (name == BodyPropertyName.Model && reader.TokenType == JsonTokenType.String)
        {
            Model = JsonTexts.Get(ref reader);
        }

        IsStreamed |= name == BodyPropertyName.Stream && reader.TokenType == JsonTokenType.True;
    }

    private static BodyPropertyName NameOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("messages"u8) ? BodyPropertyName.Messages
        : reader.ValueTextEquals("model"u8) ? BodyPropertyName.Model
        : reader.ValueTextEquals("stream"u8) ? BodyPropertyName.Stream
        : reader.ValueTextEquals("stream_options"u8) ? BodyPropertyName.StreamOptions
        : reader.ValueTextEquals("input"u8) ? BodyPropertyName.Input
        : reader.ValueTextEquals("instructions"u8) ? BodyPropertyName.Instructions
        : reader.ValueTextEquals("system"u8) ? BodyPropertyName.System
        : BodyPropertyName.Other;
}
