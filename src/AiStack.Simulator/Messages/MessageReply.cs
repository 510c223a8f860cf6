using System.Text.Json;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Messages;

/// <summary>The data of an answer of <c>/v1/messages</c>, streamed or not.</summary>
/// <param name="Id">Identifier of the message.</param>
/// <param name="Model">Name of the model that answers.</param>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="Answer">What is said.</param>
/// <param name="IsNamedTool">True when the client named the tool to call.</param>
internal sealed record MessageReply(string Id, string Model, int PromptTokens, Answer Answer, bool IsNamedTool)
{
    /// <summary>Why the answer ended, in the client's words.</summary>
    /// <remarks>As in vLLM's chat, a call that the client itself demanded by name ends with the turn.</remarks>
    public string StopReason => Answer switch
    {
        { Finish: FinishReason.Length } => "max_tokens",
        { StopString: not null } => "stop_sequence",
        { ToolCall: not null } when !IsNamedTool => "tool_use",
        _ => "end_turn",
    };

    /// <summary>Writes a whole message; like vLLM without what is null.</summary>
    public static void Write(Utf8JsonWriter json, MessageReply reply)
    {
        json.WriteStartObject();
        reply.WriteHead(json);
        json.WriteStartArray("content"u8);
        reply.WriteBlock(json);
        json.WriteEndArray();
        json.WriteString("model"u8, reply.Model);
        reply.WriteStop(json);
        WriteUsage(json, reply.PromptTokens, reply.Answer.Count);
        json.WriteEndObject();
    }

    /// <summary>Writes the message as it is before its first token.</summary>
    public void WriteStart(Utf8JsonWriter json)
    {
        json.WriteStartObject("message"u8);
        WriteHead(json);
        json.WriteStartArray("content"u8);
        json.WriteEndArray();
        json.WriteString("model"u8, Model);
        json.WriteNull("stop_reason"u8);
        json.WriteNull("stop_sequence"u8);
        WriteUsage(json, PromptTokens, 0);
        json.WriteEndObject();
    }

    /// <summary>Writes why the answer ended, and at which stop string if it was one.</summary>
    public void WriteStop(Utf8JsonWriter json)
    {
        json.WriteString("stop_reason"u8, StopReason);
        if (StopReason == "stop_sequence")
        {
            json.WriteString("stop_sequence"u8, Answer.StopString);
        }
    }

    /// <summary>Writes the <c>usage</c> property.</summary>
    public static void WriteUsage(Utf8JsonWriter json, int input, int output)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, input);
        json.WriteNumber("output_tokens"u8, output);
        json.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
    }

    // A call that was cut off has no arguments that could be read: what there is of it is text, as it is with vLLM's parsers.
    private void WriteBlock(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (Answer.ToolCall is { } call && Answer.Text.Length >= call.End)
        {
            json.WriteString("type"u8, "tool_use"u8);
            json.WriteString("id"u8, call.Id);
            json.WriteString("name"u8, call.Name);
            json.WritePropertyName("input"u8);
            json.WriteRawValue(Answer.Arguments, skipInputValidation: true);
        }
        else
        {
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, Answer.Text);
        }

        json.WriteEndObject();
    }
}
