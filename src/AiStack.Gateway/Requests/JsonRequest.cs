using System.Text.Json;

namespace AiStack.Gateway.Requests;

/// <summary>The few top-level properties of a JSON body that routing needs, found without building the document.</summary>
internal readonly struct JsonRequest
{
    // Schemas in `response_format` and `tools` nest deeper than the reader's usual 64.
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 1024 };

    private JsonRequest(string? model, Range modelRange, string? session) => (Model, ModelRange, Session) = (model, modelRange, session);

    /// <summary>Value of <c>model</c>; <see langword="null"/> when it is missing, null or not a string. Of duplicates the last counts, as in most parsers.</summary>
    public string? Model { get; }

    /// <summary>Where the model's value stands in the body, quotes included.</summary>
    public Range ModelRange { get; }

    /// <summary>Value of the session property, if one was asked for and is a string.</summary>
    public string? Session { get; }

    /// <summary>Reads the whole body, so that broken JSON is refused here and not half-way through a backend.</summary>
    /// <param name="body">UTF-8, with or without a byte order mark.</param>
    /// <param name="sessionProperty">Top-level property that names a session, if any.</param>
    /// <exception cref="JsonException">Not a JSON object.</exception>
    public static JsonRequest Parse(ReadOnlySpan<byte> body, string? sessionProperty)
    {
        var offset = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(body[offset..], s_options);
        string? model = null;
        string? session = null;
        var range = default(Range);

        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The body is not a JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isModel = reader.ValueTextEquals("model"u8);
            var isSession = sessionProperty is not null && reader.ValueTextEquals(sessionProperty);
            reader.Read();
            if (isModel)
            {
                model = Text(ref reader);
                range = (offset + (int)reader.TokenStartIndex)..(offset + (int)reader.BytesConsumed);
            }

            if (isSession)
            {
                session = Text(ref reader);
            }

            reader.Skip();
        }

        // Anything but white space after the object is an error that only this read finds.
        reader.Read();
        return new JsonRequest(model, range, session);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException e)
        {
            // Broken UTF-8 or a lone surrogate inside the string.
            throw new JsonException(e.Message, e);
        }
    }
}
