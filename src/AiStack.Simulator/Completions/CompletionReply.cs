using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Completions;

/// <summary>The data of an answer of <c>/v1/completions</c>.</summary>
/// <param name="Head">What it begins with.</param>
/// <param name="PromptTokens">Tokens of all prompts together.</param>
/// <param name="Answers">One per choice: those of the first prompt, then those of the second …</param>
/// <param name="Echoes">Per choice, the prompt to repeat; empty strings without echo.</param>
/// <param name="Vocabulary">Names the tokens of probabilities.</param>
/// <param name="Logprobs">Alternatives per token; <see langword="null"/> for no probabilities.</param>
internal sealed record CompletionReply(
    ResponseHead Head, int PromptTokens, IReadOnlyList<Answer> Answers, IReadOnlyList<string> Echoes, Vocabulary Vocabulary, int? Logprobs)
{
    /// <summary>Kind of object, in whole responses and in streams.</summary>
    public const string ObjectName = "text_completion";

    /// <summary>Writes the response.</summary>
    public static void Write(Utf8JsonWriter json, CompletionReply reply)
    {
        json.WriteStartObject();
        reply.Head.Write(json, ObjectName);
        json.WriteStartArray("choices"u8);
        for (var i = 0; i < reply.Answers.Count; i++)
        {
            reply.WriteChoice(json, i);
        }

        json.WriteEndArray();
        json.WriteNull("service_tier"u8);
        json.WriteNull("system_fingerprint"u8);
        Usage.Write(json, reply.PromptTokens, reply.Answers.Sum(answer => answer.Count));
        json.WriteNull("kv_transfer_params"u8);
        json.WriteEndObject();
    }

    /// <summary>Writes the <c>logprobs</c> property for some tokens of a choice.</summary>
    public void WriteLogprobs(Utf8JsonWriter json, int choice, int from, int to)
    {
        if (Logprobs is not { } alternatives)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        var tokens = Enumerable.Range(from, to - from).Select(token => Text.Logprobs.For(Vocabulary, Answers[choice], token, alternatives)).ToArray();
        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("text_offset"u8);
        for (var token = from; token < to; token++)
        {
            json.WriteNumberValue(Echoes[choice].Length + (token == 0 ? 0 : Answers[choice].Ends[token - 1]));
        }

        json.WriteEndArray();
        json.WriteStartArray("token_logprobs"u8);
        Array.ForEach(tokens, token => json.WriteNumberValue(token.Chosen.Value));
        json.WriteEndArray();
        json.WriteStartArray("tokens"u8);
        Array.ForEach(tokens, token => json.WriteStringValue(token.Chosen.Token));
        json.WriteEndArray();
        json.WriteStartArray("top_logprobs"u8);
        Array.ForEach(tokens, token => WriteTop(json, token.Chosen, token.Top));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTop(Utf8JsonWriter json, Logprob chosen, Logprob[] top)
    {
        json.WriteStartObject();
        foreach (var (token, value) in top.Prepend(chosen).DistinctBy(alternative => alternative.Token))
        {
            json.WriteNumber(token, value);
        }

        json.WriteEndObject();
    }

    private void WriteChoice(Utf8JsonWriter json, int choice)
    {
        var answer = Answers[choice];
        json.WriteStartObject();
        json.WriteNumber("index"u8, choice);
        json.WriteString("text"u8, Echoes[choice] + answer.Text);
        WriteLogprobs(json, choice, 0, answer.Count);
        json.WriteString("finish_reason"u8, FinishReasons.Name(answer.Finish));
        json.WriteString("stop_reason"u8, answer.StopString);
        json.WriteNull("token_ids"u8);
        json.WriteNull("prompt_logprobs"u8);
        json.WriteNull("prompt_token_ids"u8);
        json.WriteEndObject();
    }
}
