using System.Text.Json;

namespace AiStack.Cli.Load;

/// <summary>What matters in an event of a streamed answer, or in a whole answer.</summary>
internal readonly record struct AnswerPart
{
    /// <summary>Whether it has text, of whatever kind: answer, reasoning, arguments of a tool's call.</summary>
    public bool HasText { get; private init; }

    /// <summary>Whether it says why the answer ended.</summary>
    public bool HasEnd { get; private init; }

    /// <summary>Whether it has vectors.</summary>
    public bool HasVectors { get; private init; }

    /// <summary>Tokens of the prompt as the server counts them, where it says so.</summary>
    public int? PromptTokens { get; private init; }

    /// <summary>Tokens of the answer as the server counts them, where it says so.</summary>
    public int? OutputTokens { get; private init; }

    /// <summary>An error's message: servers that have already begun to stream can tell it in no other way.</summary>
    public string? Error { get; private init; }

    /// <summary>Whether it is anything that an OpenAI API answers.</summary>
    public bool IsKnown => HasText || HasEnd || HasVectors || PromptTokens is not null || Error is not null;

    /// <summary>Reads JSON, without making objects of it: tens of thousands of events may come each second.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static AnswerPart Read(ReadOnlySpan<byte> json)
    {
        var part = default(AnswerPart);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (IsText(ref reader))
            {
                reader.Read();
                part = part with { HasText = part.HasText || (reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty) };
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                reader.Read();
                part = part with { HasEnd = part.HasEnd || reader.TokenType == JsonTokenType.String };
            }
            else if (reader.ValueTextEquals("embedding"u8))
            {
                reader.Read();
                part = part with { HasVectors = part.HasVectors || reader.TokenType is JsonTokenType.StartArray or JsonTokenType.String };
                reader.Skip();
            }
            else if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                part = part with { PromptTokens = Number(ref reader) ?? part.PromptTokens };
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                part = part with { OutputTokens = Number(ref reader) ?? part.OutputTokens };
            }
            else if (reader.CurrentDepth == 1 && reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                part = part with { Error = reader.TokenType == JsonTokenType.Null ? null : ErrorMessage.In(json) };
                reader.Skip();
            }
        }

        return part;
    }

    private static bool IsText(ref Utf8JsonReader reader) => reader.ValueSpan.Length switch
    {
        4 => reader.ValueTextEquals("text"u8),
        7 => reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("refusal"u8),
        9 => reader.ValueTextEquals("reasoning"u8) || reader.ValueTextEquals("arguments"u8),
        17 => reader.ValueTextEquals("reasoning_content"u8),
        _ => false,
    };

    private static int? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : null;
    }
}
