using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Messages;

/// <summary>A request to <c>/v1/messages</c>; tools and format are valid as long as its body.</summary>
internal sealed record MessagesRequest
{
    /// <summary>The model asked for.</summary>
    public required string Model { get; init; }

    /// <summary>System prompt and messages as a chat.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Tools on offer.</summary>
    public required ToolChoice Tools { get; init; }

    /// <summary>Form of the answer's text.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>How long and in which form.</summary>
    public required SamplingRequest Sampling { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="autoToolChoice">Whether the model may choose a tool by itself.</param>
    /// <exception cref="RequestProblem">It does not have the shape of one.</exception>
    public static MessagesRequest Read(Fields body, bool autoToolChoice) => new()
    {
        Model = ReadModel(body),
        Sampling = SamplingRequest.ReadMessages(body, ReadMaxTokens(body)),
        Messages = Conversation.Read(body),
        Tools = MessageTools.Read(body, autoToolChoice),
        Format = body.Get("output_config")?.Get("format") is { } format ? AnswerFormat.ReadFormat(format, wrapper: null) : AnswerFormat.Free,
    };

    /// <summary>Reads the model's name, which these requests must have.</summary>
    public static string ReadModel(Fields body) => body.Need("model").AsString() is { Length: > 0 } name
        ? name
        : throw body.Need("model").Problem("value_error", "Value error, Model is required");

    private static int ReadMaxTokens(Fields body) => body.Need("max_tokens").AsInt() is > 0 and var limit
        ? limit
        : throw body.Need("max_tokens").Problem("value_error", "Value error, max_tokens must be positive");
}
