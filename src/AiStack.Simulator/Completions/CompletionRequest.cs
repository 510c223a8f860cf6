using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Completions;

/// <summary>A request to <c>/v1/completions</c>.</summary>
internal sealed record CompletionRequest
{
    private const int DefaultMaxTokens = 16;

    /// <summary>The model asked for; <see langword="null"/> for whichever is served.</summary>
    public string? Model { get; init; }

    /// <summary>What is to be continued; each prompt gets <c>n</c> answers.</summary>
    public required IReadOnlyList<PromptInput> Prompts { get; init; }

    /// <summary>True to repeat the prompt before the answer.</summary>
    public bool Echo { get; init; }

    /// <summary>Alternatives wanted per token; <see langword="null"/> for no probabilities at all.</summary>
    public int? Logprobs { get; init; }

    /// <summary>Form of the answers; valid as long as the request's body.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>How many answers, how long, in which form.</summary>
    public required SamplingRequest Sampling { get; init; }

    /// <summary>True when only the prompt is wanted back, with its probabilities perhaps, and nothing after it.</summary>
    public bool PromptOnly { get; init; }

    /// <summary>Reads a request.</summary>
    /// <exception cref="RequestProblem">It does not have the shape of one.</exception>
    public static CompletionRequest Read(Fields body, Vocabulary vocabulary)
    {
        if (body.Get("suffix") is not null)
        {
            throw RequestProblem.BadRequest("suffix is not currently supported");
        }

        var echo = body.GetBool("echo");
        var maxTokens = body.GetInt("max_tokens") ?? DefaultMaxTokens;
        var promptOnly = echo && maxTokens == 0;
        return new CompletionRequest
        {
            Model = body.GetString("model"),
            Prompts = [.. PromptInput.ReadAll(body.Need("prompt"), vocabulary).Select(prompt => prompt.NotEmpty())],
            Echo = echo,
            PromptOnly = promptOnly,
            Logprobs = ReadLogprobs(body),
            Format = AnswerFormat.Read(body),
            // vLLM makes a token in any case, counts it, and keeps it to itself.
            Sampling = SamplingRequest.Read(body, promptOnly ? 1 : maxTokens),
        };
    }

    private static int? ReadLogprobs(Fields body) => body.GetInt("logprobs") switch
    {
        < 0 or > 20 => throw RequestProblem.Invalid("`logprobs` must be from 0 to 20.", "logprobs", body.GetInt("logprobs")),
        var logprobs => logprobs,
    };
}
