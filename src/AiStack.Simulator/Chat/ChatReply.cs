using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>The data of one chat answer, streamed or not.</summary>
/// <param name="Id">Identifier of the response.</param>
/// <param name="Model">Name of the model that answers.</param>
/// <param name="Created">Seconds since the epoch.</param>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="Answers">One per choice.</param>
internal sealed record ChatReply(string Id, string Model, long Created, int PromptTokens, IReadOnlyList<Answer> Answers)
{
    /// <summary>Writes a whole <c>chat.completion</c> object.</summary>
    public static void Write(Utf8JsonWriter json, ChatReply reply)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, reply.Id);
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, reply.Created);
        json.WriteString("model"u8, reply.Model);
        json.WriteStartArray("choices"u8);
        for (var i = 0; i < reply.Answers.Count; i++)
        {
            WriteChoice(json, i, reply.Answers[i]);
        }

        json.WriteEndArray();
        json.WriteNull("service_tier"u8);
        json.WriteNull("system_fingerprint"u8);
        Usage.Write(json, reply.PromptTokens, reply.Answers.Sum(answer => answer.Count));
        json.WriteNull("prompt_logprobs"u8);
        json.WriteNull("prompt_token_ids"u8);
        json.WriteNull("kv_transfer_params"u8);
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, int index, Answer answer)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, answer.Text);
        json.WriteNull("refusal"u8);
        json.WriteNull("annotations"u8);
        json.WriteNull("audio"u8);
        json.WriteNull("function_call"u8);
        json.WriteNull("reasoning"u8);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, FinishReasons.Name(answer.Finish));
        json.WriteString("stop_reason"u8, answer.StopString);
        json.WriteNull("token_ids"u8);
        json.WriteEndObject();
    }
}
