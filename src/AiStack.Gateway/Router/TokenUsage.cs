using System.Text.Json;

namespace AiStack.Gateway.Router;

/// <summary>Tokens of an answer, as it says itself.</summary>
/// <param name="Input">Prompt tokens.</param>
/// <param name="Output">Answer tokens.</param>
internal readonly record struct TokenUsage(long Input, long Output)
{
    /// <summary>Finds the last usage object in the end of an answer, streamed or not.</summary>
    /// <param name="tail">The last bytes of the body; <c>usage</c> stands there, behind the choices.</param>
    /// <returns>The tokens, or <see langword="null"/> when the answer does not tell.</returns>
    public static TokenUsage? Find(ReadOnlySpan<byte> tail)
    {
        // Inside a JSON string the quotes would be escaped, so this text is a property name.
        var name = tail.LastIndexOf("\"usage\""u8);
        if (name < 0)
        {
            return null;
        }

        var value = tail[(name + "\"usage\""u8.Length)..].TrimStart(" \t\r\n:"u8);
        if (value.IsEmpty || value[0] != (byte)'{')
        {
            return null;
        }

        try
        {
            return Read(value);
        }
        catch (JsonException)
        {
            // Not an answer in one of the known formats; tokens are then not counted.
            return null;
        }
    }

    // {"prompt_tokens":7,"total_tokens":9,"completion_tokens":2} in chat, completions and embeddings,
    // {"input_tokens":7,"input_tokens_details":{…},"output_tokens":2,…} in responses and messages.
    private static TokenUsage Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
        long input = 0;
        long output = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isInput = reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8);
            var isOutput = reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8);
            if (!reader.Read() || !reader.TrySkip())
            {
                break;
            }

            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var tokens) && tokens > 0)
            {
                input = isInput ? tokens : input;
                output = isOutput ? tokens : output;
            }
        }

        return new TokenUsage(input, output);
    }
}
