using System.Text.Json;
using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Responses;

/// <summary>A request to <c>/v1/responses</c>; tools and format are valid as long as its body.</summary>
internal sealed record ResponsesRequest
{
    /// <summary>The model asked for; <see langword="null"/> for whichever is served.</summary>
    public string? Model { get; init; }

    /// <summary>Instructions and input as a conversation.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Tools on offer.</summary>
    public required ToolChoice Tools { get; init; }

    /// <summary>Form of the answer's text.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>How long and in which form.</summary>
    public required SamplingRequest Sampling { get; init; }

    /// <summary>Fields of the request that the response repeats, as raw JSON by name.</summary>
    public required IReadOnlyDictionary<string, string> Repeated { get; init; }

    private static readonly string[] RepeatedFields = ["instructions", "metadata", "parallel_tool_calls", "temperature", "tool_choice", "tools", "top_p", "text", "user", "max_output_tokens"];

    /// <summary>Reads a request.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="autoToolChoice">Whether the model may choose a tool by itself.</param>
    /// <exception cref="RequestProblem">It does not have the shape of one, or refers to a response that is not kept.</exception>
    public static ResponsesRequest Read(Fields body, bool autoToolChoice)
    {
        if (body.GetString("previous_response_id") is { } previous)
        {
            // vLLM keeps no responses either unless it is told to by VLLM_ENABLE_RESPONSES_API_STORE.
            throw new RequestProblem(404, "invalid_request_error", $"Response with id '{previous}' not found.", "response_id");
        }

        var messages = body.GetString("instructions") is { } instructions ? new List<ChatMessage> { new("system", instructions) } : [];
        messages.AddRange(ReadInput(body.Need("input")));
        return new ResponsesRequest
        {
            Model = body.GetString("model"),
            Messages = messages,
            Tools = ToolChoice.Read(body, ReadTool, autoToolChoice),
            Format = body.Get("text")?.Get("format") is { } format ? AnswerFormat.ReadFormat(format, wrapper: null) : AnswerFormat.Read(body),
            Sampling = SamplingRequest.Read(body, body.GetInt("max_output_tokens")),
            Repeated = RepeatedFields.Where(name => body.Get(name) is not null).ToDictionary(name => name, name => body.Get(name)!.Value.Element.GetRawText(), StringComparer.Ordinal),
        };
    }

    private static IEnumerable<ChatMessage> ReadInput(Fields input) => input.Element.ValueKind == JsonValueKind.Array
        ? input.Items().Select(ReadItem)
        : [new ChatMessage("user", input.AsString())];

    private static ChatMessage ReadItem(Fields item) => item.GetString("type") switch
    {
        "function_call" => new ChatMessage("assistant", $"{item.Need("name").AsString()}({item.GetString("arguments")})"),
        "function_call_output" => new ChatMessage("tool", ChatMessage.ReadContent(item.Need("output"))),
        "reasoning" => new ChatMessage("assistant", ""),
        _ => ChatMessage.Read(item),
    };

    // Unlike a chat request's, the function's fields stand in the tool itself.
    private static Tool ReadTool(Fields tool) => tool.Need("type").AsString() == "function"
        ? Tool.ReadFunction(tool)
        : throw tool.Need("type").Problem("literal_error", "Only tools of type function are simulated");
}
