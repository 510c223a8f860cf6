using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Completions;

/// <summary>The data of an answer of <c>/v1/completions</c>.</summary>
/// <param name="Head">What it begins with.</param>
/// <param name="PromptTokens">Tokens of all prompts together.</param>
/// <param name="Answers">One per choice: those of the first prompt, then those of the second …</param>
/// <param name="Echoes">Per choice, the prompt to repeat; <see langword="null"/> without echo.</param>
/// <param name="Vocabulary">Names the tokens of probabilities.</param>
/// <param name="Logprobs">Alternatives per token; <see langword="null"/> for no probabilities.</param>
/// <param name="PromptOnly">True to tell the probabilities of the prompt alone.</param>
internal sealed record CompletionReply(
    ResponseHead Head, int PromptTokens, IReadOnlyList<Answer> Answers, IReadOnlyList<PromptInput?> Echoes, Vocabulary Vocabulary, int? Logprobs, bool PromptOnly)
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

    /// <summary>Writes the <c>logprobs</c> property for some tokens of a choice; those of a repeated prompt come with the first.</summary>
    public void WriteLogprobs(Utf8JsonWriter json, int choice, int from, int to)
    {
        if (Logprobs is not { } alternatives)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        LogprobEntry[] entries = [.. from == 0 ? Echoed(choice, alternatives) : [], .. PromptOnly ? [] : Answered(choice, from, to, alternatives)];
        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("text_offset"u8);
        Array.ForEach(entries, entry => json.WriteNumberValue(entry.Offset));
        json.WriteEndArray();
        json.WriteStartArray("token_logprobs"u8);
        Array.ForEach(entries, entry => WriteValue(json, entry));
        json.WriteEndArray();
        json.WriteStartArray("tokens"u8);
        Array.ForEach(entries, entry => json.WriteStringValue(entry.Token));
        json.WriteEndArray();
        json.WriteStartArray("top_logprobs"u8);
        Array.ForEach(entries, entry => WriteTop(json, entry));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, LogprobEntry entry)
    {
        if (entry.Known is { } known)
        {
            json.WriteNumberValue(known.Chosen.Value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteTop(Utf8JsonWriter json, LogprobEntry entry)
    {
        if (entry.Known is not { } known)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        foreach (var (token, value) in known.Top.Prepend(known.Chosen).DistinctBy(alternative => alternative.Token))
        {
            json.WriteNumber(token, value);
        }

        json.WriteEndObject();
    }

    private IEnumerable<LogprobEntry> Echoed(int choice, int alternatives)
    {
        var offset = 0;
        foreach (var (place, id) in (Echoes[choice]?.Ids ?? []).Index())
        {
            var token = Vocabulary.Decode([id]);
            yield return new LogprobEntry(offset, token, place == 0 ? null : Text.Logprobs.For(Vocabulary, id, place, alternatives));
            offset += token.Length;
        }
    }

    private IEnumerable<LogprobEntry> Answered(int choice, int from, int to, int alternatives)
    {
        var answer = Answers[choice];
        var begin = Echoes[choice]?.Text.Length ?? 0;
        for (var place = from; place < to; place++)
        {
            var known = Text.Logprobs.For(Vocabulary, answer.Ids[place], place, alternatives);
            yield return new LogprobEntry(begin + (place == 0 ? 0 : answer.Ends[place - 1]), known.Chosen.Token, known);
        }
    }

    private void WriteChoice(Utf8JsonWriter json, int choice)
    {
        var answer = Answers[choice];
        json.WriteStartObject();
        json.WriteNumber("index"u8, choice);
        json.WriteString("text"u8, Echoes[choice]?.Text + answer.Text);
        WriteLogprobs(json, choice, 0, answer.Count);
        json.WriteString("finish_reason"u8, FinishReasons.Name(answer.Finish));
        json.WriteString("stop_reason"u8, answer.StopString);
        json.WriteNull("token_ids"u8);
        json.WriteNull("prompt_logprobs"u8);
        json.WriteNull("prompt_token_ids"u8);
        json.WriteEndObject();
    }
}
