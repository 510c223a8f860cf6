using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Structured;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>The form that a request prescribes for the answer's text.</summary>
/// <remarks>Valid as long as the request's body.</remarks>
internal sealed record AnswerFormat
{
    private AnswerFormat()
    {
    }

    /// <summary>No form.</summary>
    public static AnswerFormat Free { get; } = new();

    /// <summary>What a model makes of "answer in JSON" without being told which.</summary>
    public static AnswerFormat AnyObject { get; } =
        OfSchema(JsonDocument.Parse("""{"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"]}""").RootElement, "");

    /// <summary>Schema of the document that the text must be; <see langword="null"/> for none.</summary>
    public JsonElement? Schema { get; private init; }

    /// <summary>Texts of which the answer must be one; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Regular expression that the whole text must match; <see langword="null"/> for none.</summary>
    public string? Pattern { get; init; }

    /// <summary>The form of a document.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="parameter">The request's field that the schema comes from.</param>
    /// <exception cref="RequestProblem">It is no JSON schema.</exception>
    public static AnswerFormat OfSchema(JsonElement schema, string parameter) => new() { Schema = SchemaCheck.Check(schema, parameter) };

    /// <summary>Reads <c>response_format</c> and vLLM's <c>structured_outputs</c>.</summary>
    /// <exception cref="RequestProblem">The form is unknown, incomplete, or cannot be kept to.</exception>
    public static AnswerFormat Read(Fields body) => body.Get("structured_outputs") is { } structured
        ? StructuredOutputs.Read(structured)
        : body.Get("response_format") is { } format ? ReadFormat(format, wrapper: "json_schema") : Free;

    /// <summary>Reads a format object.</summary>
    /// <param name="format">The object.</param>
    /// <param name="wrapper">Property around the schema's name and text; <see langword="null"/> when they stand in the object itself.</param>
    public static AnswerFormat ReadFormat(Fields format, string? wrapper) => format.Need("type").AsString() switch
    {
        "text" => Free,
        "json_object" => AnyObject,
        "json_schema" => OfSchema((wrapper is null ? format : format.Need(wrapper)).Need("schema").Element, "response_format"),
        "structural_tag" => throw StructuredOutputs.Unsupported("structural_tag", "response_format"),
        _ => throw format.Need("type").Problem("literal_error", "Input should be text, json_object, json_schema or structural_tag"),
    };

    /// <summary>The text of an answer in this form; <see langword="null"/> when any will do.</summary>
    /// <exception cref="RequestProblem">There is no such text, or none that can be made up here.</exception>
    public string? Compose(string prompt, SplitMix random)
    {
        if (Choices.Count > 0)
        {
            return Choices.FirstOrDefault(choice => prompt.Contains(choice, StringComparison.OrdinalIgnoreCase)) ?? Choices[random.Below(Choices.Count)];
        }

        return Pattern is not null ? PatternText.Write(Pattern, random)
            : Schema is { } schema ? new DocumentWriter(prompt, random).Write(schema)
            : null;
    }
}
