using System.Text.Json;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Responses;

/// <summary>A <c>response</c> object and the item it consists of.</summary>
/// <param name="Id">Identifier of the response.</param>
/// <param name="ItemId">Identifier of its item.</param>
/// <param name="Model">Name of the model that answers.</param>
/// <param name="Created">Seconds since the epoch.</param>
/// <param name="PromptTokens">Tokens of the input.</param>
/// <param name="Answer">What is said or called.</param>
/// <param name="Repeated">Fields of the request that are repeated, as raw JSON by name.</param>
internal sealed record ResponseObject(string Id, string ItemId, string Model, long Created, int PromptTokens, Answer Answer, IReadOnlyDictionary<string, string> Repeated)
{
    private bool WasCut => Answer.Finish == FinishReason.Length;

    /// <summary>How the response ended.</summary>
    public string Status => WasCut ? "incomplete" : "completed";

    /// <summary>Writes the whole object.</summary>
    public static void Write(Utf8JsonWriter json, ResponseObject response) => response.WriteAs(json, response.Status);

    /// <summary>Writes the object in some state; without output and usage as long as it is in progress.</summary>
    public void WriteAs(Utf8JsonWriter json, string status)
    {
        var ended = status != "in_progress";
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, Created);
        json.WriteString("status"u8, status);
        json.WriteBoolean("background"u8, false);
        json.WriteNull("error"u8);
        WriteIncompleteDetails(json, ended && WasCut);
        json.WriteString("model"u8, Model);
        json.WriteStartArray("output"u8);
        if (ended)
        {
            WriteItem(json, ended: true);
        }

        json.WriteEndArray();
        WriteRepeated(json);
        json.WriteNull("previous_response_id"u8);
        json.WriteNull("reasoning"u8);
        json.WriteString("service_tier"u8, "auto"u8);
        json.WriteString("truncation"u8, "disabled"u8);
        WriteUsage(json, ended);
        json.WriteEndObject();
    }

    /// <summary>Writes the item: a message, or a call of a tool.</summary>
    public void WriteItem(Utf8JsonWriter json, bool ended)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, ItemId);
        json.WriteString("status"u8, ended ? Status : "in_progress");
        if (Answer.ToolCall is { } call)
        {
            json.WriteString("type"u8, "function_call"u8);
            json.WriteString("call_id"u8, call.Id);
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, ended ? Answer.Arguments : "");
        }
        else
        {
            json.WriteString("type"u8, "message"u8);
            json.WriteString("role"u8, "assistant"u8);
            json.WriteStartArray("content"u8);
            if (ended)
            {
                WritePart(json, Answer.Text);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the message's only part.</summary>
    public static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "output_text"u8);
        json.WriteString("text"u8, text);
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        json.WriteStartArray("logprobs"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIncompleteDetails(Utf8JsonWriter json, bool cut)
    {
        if (!cut)
        {
            json.WriteNull("incomplete_details"u8);
            return;
        }

        json.WriteStartObject("incomplete_details"u8);
        json.WriteString("reason"u8, "max_output_tokens"u8);
        json.WriteEndObject();
    }

    private void WriteRepeated(Utf8JsonWriter json)
    {
        Repeat("instructions", "null");
        Repeat("max_output_tokens", "null");
        Repeat("metadata", "null");
        Repeat("parallel_tool_calls", "true");
        Repeat("temperature", "1.0");
        Repeat("text", "null");
        Repeat("tool_choice", "\"auto\"");
        Repeat("tools", "[]");
        Repeat("top_p", "1.0");
        Repeat("user", "null");

        void Repeat(string name, string otherwise)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(Repeated.GetValueOrDefault(name, otherwise), skipInputValidation: true);
        }
    }

    private void WriteUsage(Utf8JsonWriter json, bool ended)
    {
        if (!ended)
        {
            json.WriteNull("usage"u8);
            return;
        }

        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, PromptTokens);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, Answer.Count);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, PromptTokens + Answer.Count);
        json.WriteEndObject();
    }
}
