using System.Text;
using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>The data of one chat answer, streamed or not.</summary>
/// <param name="Head">What it begins with.</param>
/// <param name="Prompt">Tokens of the prompt.</param>
/// <param name="Answers">One per choice.</param>
/// <param name="IsNamedTool">True when the client named the tool to call.</param>
/// <param name="Vocabulary">Names the tokens of probabilities.</param>
/// <param name="Logprobs">Alternatives per token; <see langword="null"/> for no probabilities.</param>
internal sealed record ChatReply(ResponseHead Head, List<int> Prompt, IReadOnlyList<Answer> Answers, bool IsNamedTool, Vocabulary Vocabulary, int? Logprobs)
{
    /// <summary>Writes a whole <c>chat.completion</c> object.</summary>
    public static void Write(Utf8JsonWriter json, ChatReply reply)
    {
        json.WriteStartObject();
        reply.Head.Write(json, "chat.completion");
        json.WriteStartArray("choices"u8);
        for (var i = 0; i < reply.Answers.Count; i++)
        {
            reply.WriteChoice(json, i, reply.Answers[i]);
        }

        json.WriteEndArray();
        json.WriteNull("service_tier"u8);
        json.WriteNull("system_fingerprint"u8);
        Usage.Write(json, reply.Prompt.Count, reply.Answers.Sum(answer => answer.Count));
        json.WriteNull("prompt_logprobs"u8);
        json.WriteNull("prompt_token_ids"u8);
        json.WriteNull("kv_transfer_params"u8);
        json.WriteEndObject();
    }

    /// <summary>Why a choice ended, in the client's words.</summary>
    /// <remarks>Like vLLM and OpenAI, a call that the client itself demanded by name ends with <c>stop</c>.</remarks>
    public string FinishReason(Answer answer) =>
        answer is { ToolCall: not null, Finish: Text.FinishReason.Stop } && !IsNamedTool ? "tool_calls" : FinishReasons.Name(answer.Finish);

    /// <summary>Writes the <c>logprobs</c> property for some tokens of a choice.</summary>
    public void WriteLogprobs(Utf8JsonWriter json, int choice, int from, int to)
    {
        if (Logprobs is not { } alternatives)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("content"u8);
        for (var token = from; token < to; token++)
        {
            var (chosen, top) = Text.Logprobs.For(Vocabulary, Answers[choice].Ids[token], token, alternatives);
            json.WriteStartObject();
            WriteToken(json, chosen);
            json.WriteStartArray("top_logprobs"u8);
            foreach (var alternative in top)
            {
                json.WriteStartObject();
                WriteToken(json, alternative);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter json, Logprob token)
    {
        json.WriteString("token"u8, token.Token);
        json.WriteNumber("logprob"u8, token.Value);
        json.WriteStartArray("bytes"u8);
        foreach (var part in Encoding.UTF8.GetBytes(token.Token))
        {
            json.WriteNumberValue(part);
        }

        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, answer.ToolCall is null ? answer.Text : null);
        json.WriteNull("refusal"u8);
        json.WriteNull("annotations"u8);
        json.WriteNull("audio"u8);
        json.WriteNull("function_call"u8);
        if (answer.ToolCall is { } call)
        {
            json.WriteStartArray("tool_calls"u8);
            json.WriteStartObject();
            json.WriteString("id"u8, call.Id);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, answer.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteNull("reasoning"u8);
        json.WriteEndObject();
    }

    private void WriteChoice(Utf8JsonWriter json, int index, Answer answer)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        WriteMessage(json, answer);
        WriteLogprobs(json, index, 0, answer.Count);
        json.WriteString("finish_reason"u8, FinishReason(answer));
        json.WriteString("stop_reason"u8, answer.StopString);
        json.WriteNull("token_ids"u8);
        json.WriteEndObject();
    }
}
