using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Chat;

/// <summary>A request to <c>/v1/chat/completions</c>.</summary>
internal sealed record ChatRequest
{
    /// <summary>The model asked for; <see langword="null"/> for whichever is served.</summary>
    public string? Model { get; init; }

    /// <summary>The conversation so far.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>How many answers, how long, in which form.</summary>
    public required SamplingRequest Sampling { get; init; }

    /// <summary>Reads a request.</summary>
    /// <exception cref="RequestProblem">It does not have the shape of one.</exception>
    public static ChatRequest Read(Fields body) => new()
    {
        Messages = [.. body.Need("messages").Items().Select(ChatMessage.Read)],
        Model = body.GetString("model"),
        Sampling = SamplingRequest.Read(body, body.GetInt("max_completion_tokens") ?? body.GetInt("max_tokens")),
    };
}
