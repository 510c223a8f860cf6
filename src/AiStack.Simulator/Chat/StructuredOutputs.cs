using System.Text.Json;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Chat;

/// <summary>Reads vLLM's own <c>structured_outputs</c>.</summary>
/// <remarks>Source: vLLM <c>StructuredOutputsParams</c>.</remarks>
internal static class StructuredOutputs
{
    private const string Parameter = "structured_outputs";

    private static readonly string[] Kinds = ["json", "regex", "choice", "grammar", "json_object", "structural_tag"];

    /// <summary>The form it prescribes.</summary>
    /// <exception cref="RequestProblem">It prescribes several, one that is not valid, or one that cannot be kept to here.</exception>
    public static AnswerFormat Read(Fields outputs)
    {
        var given = Kinds.Where(kind => outputs.AsObject().Get(kind) is not null).ToArray();
        if (given.Length > 1)
        {
            throw RequestProblem.BadRequest($"You can only use one kind of structured outputs constraint but multiple are specified: {string.Join(", ", given)}.", Parameter);
        }

        return given.FirstOrDefault() switch
        {
            "json" => AnswerFormat.OfSchema(ReadSchema(outputs.Need("json")), Parameter),
            "regex" => AnswerFormat.Free with { Pattern = outputs.Need("regex").AsString() },
            "choice" => AnswerFormat.Free with { Choices = ReadChoices(outputs.Need("choice")) },
            "json_object" => outputs.GetBool("json_object") ? AnswerFormat.AnyObject : AnswerFormat.Free,
            null => AnswerFormat.Free,
            var kind => throw Unsupported($"{Parameter}.{kind}", Parameter),
        };
    }

    /// <summary>A form that vLLM knows but this simulator cannot keep to; better told than passed over.</summary>
    public static RequestProblem Unsupported(string kind, string parameter) =>
        RequestProblem.BadRequest($"`{kind}` is not supported by this simulator. Use a JSON schema, a regular expression or a list of choices.", parameter);

    // The schema may also be given as the text of one.
    private static JsonElement ReadSchema(Fields schema)
    {
        if (schema.Element.ValueKind != JsonValueKind.String)
        {
            return schema.Element;
        }

        try
        {
            using var document = JsonDocument.Parse(schema.AsString());
            return document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw RequestProblem.BadRequest($"The JSON schema is not valid: its text is no JSON. {problem.Message}", Parameter);
        }
    }

    private static string[] ReadChoices(Fields choice) => choice.Items().Select(item => item.AsString()).ToArray() is { Length: > 0 } choices
        ? choices
        : throw RequestProblem.BadRequest("Choice '[]' cannot be empty", Parameter);
}
