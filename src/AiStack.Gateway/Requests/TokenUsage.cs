using System.Text.Json;

namespace AiStack.Gateway.Requests;

/// <summary>Tokens of an answer, as it says itself.</summary>
/// <param name="Input">Prompt tokens.</param>
/// <param name="Output">Answer tokens.</param>
/// <param name="Reported">Their sum, where the answer says it; 0: it does not.</param>
internal readonly record struct TokenUsage(long Input, long Output, long Reported = 0)
{
    /// <summary>Name of the property, with its quotes.</summary>
    public static ReadOnlySpan<byte> Name => "\"usage\""u8;

    /// <summary>All tokens.</summary>
    public long Total => Math.Max(Reported, Input + Output);

    /// <summary>What two parts of one answer say together: the later one counts, as far as it says something.</summary>
    /// <remarks>Anthropic's streams tell prompt tokens at their beginning and answer tokens at their end.</remarks>
    public TokenUsage Then(TokenUsage later) =>
        new(later.Input > 0 ? later.Input : Input, later.Output > 0 ? later.Output : Output, later.Reported > 0 ? later.Reported : Reported);

    /// <summary>Finds the last usage object in the end of an answer, streamed or not.</summary>
    /// <param name="tail">The last bytes of the body; <c>usage</c> stands there, behind the choices.</param>
    /// <returns>The tokens, or <see langword="null"/> when the answer does not tell.</returns>
    public static TokenUsage? Find(ReadOnlySpan<byte> tail)
    {
        // Inside a JSON string the quotes would be escaped, so this text is a property name.
        var name = tail.LastIndexOf(Name);
        return name >= 0 && TryRead(tail[name..], isWhole: true, out var usage) ? usage : null;
    }

    /// <summary>Reads a usage property.</summary>
    /// <param name="property">Bytes that begin with its name.</param>
    /// <param name="isWhole">Whether nothing follows that is not here yet.</param>
    /// <param name="usage">The tokens; <see langword="null"/>: it does not tell any.</param>
    /// <returns><see langword="false"/>: its end is not here yet.</returns>
    public static bool TryRead(ReadOnlySpan<byte> property, bool isWhole, out TokenUsage? usage)
    {
        usage = null;
        if (property.Length < Name.Length)
        {
            return isWhole || !Name.StartsWith(property);
        }

        var value = property[Name.Length..].TrimStart(" \t\r\n:"u8);
        if (!property.StartsWith(Name) || (!value.IsEmpty && value[0] != (byte)'{'))
        {
            return true;
        }

        try
        {
            return Read(value, out usage) || isWhole;
        }
        catch (JsonException)
        {
            // Not an answer in one of the known formats; tokens are then not counted.
            return true;
        }
    }

    // {"prompt_tokens":7,"total_tokens":9,"completion_tokens":2} in chat, completions and embeddings,
    // {"input_tokens":7,"input_tokens_details":{…},"output_tokens":2,…} in responses and messages.
    private static bool Read(ReadOnlySpan<byte> json, out TokenUsage? usage)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
        var found = default(TokenUsage);
        usage = null;
        if (!reader.Read())
        {
            return false;
        }

        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                usage = found;
                return true;
            }

            var isInput = reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8);
            var isOutput = reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8);
            var isTotal = reader.ValueTextEquals("total_tokens"u8);
            if (!reader.Read() || !reader.TrySkip())
            {
                break;
            }

            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var tokens) && tokens > 0)
            {
                found = isInput ? found with { Input = tokens } : isOutput ? found with { Output = tokens } : isTotal ? found with { Reported = tokens } : found;
            }
        }

        usage = found == default ? null : found;
        return false;
    }
}
