using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Chat;

/// <summary>A request to <c>/v1/chat/completions</c>; tools and format are valid as long as its body.</summary>
internal sealed record ChatRequest
{
    /// <summary>The model asked for; <see langword="null"/> for whichever is served.</summary>
    public string? Model { get; init; }

    /// <summary>The conversation so far.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Tools on offer.</summary>
    public required ToolChoice Tools { get; init; }

    /// <summary>Form of the answer's text.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>Alternatives wanted per token; <see langword="null"/> for no probabilities at all.</summary>
    public int? Logprobs { get; init; }

    /// <summary>How many answers, how long, in which form.</summary>
    public required SamplingRequest Sampling { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="autoToolChoice">Whether the model may choose a tool by itself.</param>
    /// <exception cref="RequestProblem">It does not have the shape of one.</exception>
    public static ChatRequest Read(Fields body, bool autoToolChoice) => new()
    {
        Messages = [.. body.Need("messages").Items().Select(ChatMessage.Read)],
        Model = body.GetString("model"),
        Tools = ToolChoice.Read(body, Tool.Read, autoToolChoice),
        Format = AnswerFormat.Read(body),
        Logprobs = ReadLogprobs(body),
        Sampling = SamplingRequest.Read(body, body.GetInt("max_completion_tokens") ?? body.GetInt("max_tokens")),
    };

    private static int? ReadLogprobs(Fields body)
    {
        var wanted = body.GetBool("logprobs");
        var alternatives = body.GetInt("top_logprobs");
        if (alternatives is < 0 or > 20)
        {
            throw RequestProblem.Invalid("`top_logprobs` must be from 0 to 20.", "top_logprobs", alternatives);
        }

        return alternatives is > 0 && !wanted
            ? throw RequestProblem.Invalid("when using `top_logprobs`, `logprobs` must be set to true.", "top_logprobs", alternatives)
            : wanted ? alternatives ?? 0 : null;
    }
}
