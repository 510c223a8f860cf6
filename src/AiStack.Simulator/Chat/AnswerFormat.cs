using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Structured;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>The form that a request prescribes for the answer's text.</summary>
/// <param name="Schema">Schema of the document that the text must be; <see langword="null"/> for none.</param>
/// <param name="Choices">Texts of which the answer must be one; empty for any.</param>
/// <remarks>Valid as long as the request's body.</remarks>
internal sealed record AnswerFormat(JsonElement? Schema, IReadOnlyList<string> Choices)
{
    // What a model makes of "answer in JSON" without being told which.
    private static readonly JsonElement AnyObject = JsonDocument.Parse("""{"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"]}""").RootElement;

    /// <summary>No form.</summary>
    public static AnswerFormat Free { get; } = new(null, []);

    /// <summary>Reads <c>response_format</c> and vLLM's <c>structured_outputs</c>.</summary>
    /// <exception cref="RequestProblem">The form is unknown or incomplete.</exception>
    public static AnswerFormat Read(Fields body)
    {
        if (body.Get("structured_outputs") is { } structured)
        {
            return structured.Get("choice") is { } choice
                ? new AnswerFormat(null, [.. choice.Items().Select(item => item.AsString())])
                : new AnswerFormat(structured.Get("json")?.Element, []);
        }

        return body.Get("response_format") is { } format ? ReadFormat(format, wrapper: "json_schema") : Free;
    }

    /// <summary>Reads a format object.</summary>
    /// <param name="format">The object.</param>
    /// <param name="wrapper">Property around the schema's name and text; <see langword="null"/> when they stand in the object itself.</param>
    public static AnswerFormat ReadFormat(Fields format, string? wrapper) => format.Need("type").AsString() switch
    {
        "text" => Free,
        "json_object" => new AnswerFormat(AnyObject, []),
        "json_schema" => new AnswerFormat((wrapper is null ? format : format.Need(wrapper)).Need("schema").Element, []),
        _ => throw format.Need("type").Problem("literal_error", "Input should be text, json_object or json_schema"),
    };

    /// <summary>The text of an answer in this form; <see langword="null"/> when any will do.</summary>
    public string? Compose(string prompt, SplitMix random)
    {
        if (Choices.Count > 0)
        {
            return Choices.FirstOrDefault(choice => prompt.Contains(choice, StringComparison.OrdinalIgnoreCase)) ?? Choices[random.Below(Choices.Count)];
        }

        return Schema is { } schema ? new DocumentWriter(prompt, random).Write(schema) : null;
    }
}
