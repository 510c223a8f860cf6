using System.Text.Json;

namespace AiStack.Simulator.Protocol;

/// <summary>The token counts of a response.</summary>
internal static class Usage
{
    /// <summary>Writes the <c>usage</c> property.</summary>
    public static void Write(Utf8JsonWriter json, int promptTokens, int completionTokens)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, promptTokens);
        json.WriteNumber("total_tokens"u8, promptTokens + completionTokens);
        json.WriteNumber("completion_tokens"u8, completionTokens);
        json.WriteNull("prompt_tokens_details"u8);
        json.WriteEndObject();
    }
}
