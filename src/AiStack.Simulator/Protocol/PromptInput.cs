using System.Text.Json;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Protocol;

/// <summary>One prompt or text to embed, given as text or as tokens.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Ids">Its tokens.</param>
internal sealed record PromptInput(string Text, List<int> Ids)
{
    /// <summary>Reads a string, a list of strings, a list of tokens or a list of such lists.</summary>
    /// <exception cref="RequestProblem">It is none of these, or empty.</exception>
    public static IReadOnlyList<PromptInput> ReadAll(Fields input, Vocabulary vocabulary)
    {
        if (input.Element.ValueKind != JsonValueKind.Array)
        {
            return [FromText(input.AsString(), vocabulary)];
        }

        if (input.Element.GetArrayLength() == 0)
        {
            throw RequestProblem.BadRequest("Either prompt or prompt_embeds must be provided and non-empty.", input.Place.Split('.')[^1]);
        }

        return input.Element[0].ValueKind == JsonValueKind.Number
            ? [FromTokens(input, vocabulary)]
            : [.. input.Items().Select(item => item.Element.ValueKind == JsonValueKind.Array ? FromTokens(item, vocabulary) : FromText(item.AsString(), vocabulary))];
    }

    /// <summary>This prompt, for a model that cannot do without one. To embed an empty text is possible, no tokens at all are not.</summary>
    /// <param name="parameter">The request's field that it comes from.</param>
    /// <exception cref="RequestProblem">It is empty.</exception>
    public PromptInput NotEmpty(string parameter = "prompt") => Ids.Count > 0 ? this : throw RequestProblem.BadRequest("The decoder prompt cannot be empty", parameter);

    /// <summary>A prompt given as text.</summary>
    public static PromptInput FromText(string text, Vocabulary vocabulary) => new(text, [.. vocabulary.Encode(text)]);

    private static PromptInput FromTokens(Fields list, Vocabulary vocabulary)
    {
        List<int> ids = [.. list.Items().Select(item => item.AsInt())];
        return new PromptInput(vocabulary.Decode(ids), ids).NotEmpty(list.Place.Split('.')[1]);
    }
}
