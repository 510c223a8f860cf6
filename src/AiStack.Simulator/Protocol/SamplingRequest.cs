using System.Runtime.CompilerServices;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Protocol;

/// <summary>What chat and completion requests have in common: how many answers, how long, and in which form they come.</summary>
internal sealed record SamplingRequest
{
    // vLLM's default of VLLM_MAX_N_SEQUENCES.
    private const int MostAnswers = 16_384;

    /// <summary>Answers wanted.</summary>
    public int N { get; init; } = 1;

    /// <summary>Token limit; <see langword="null"/> for as much as the model's length allows.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Tokens before which the answer does not end.</summary>
    public int MinTokens { get; init; }

    /// <summary>True to go on to the token limit.</summary>
    public bool IgnoreEnd { get; init; }

    /// <summary>Strings that end the answer.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>True to leave the stop string in the text.</summary>
    public bool IncludeStop { get; init; }

    /// <summary>The request's own seed.</summary>
    public long Seed { get; init; }

    /// <summary>True for server-sent events.</summary>
    public bool Stream { get; init; }

    /// <summary>True for a last event with the token counts.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>True for token counts in every event.</summary>
    public bool ContinuousUsage { get; init; }

    /// <summary>Reads the common fields.</summary>
    /// <param name="body">The request.</param>
    /// <param name="maxTokens">The limit, which requests name differently.</param>
    /// <exception cref="RequestProblem">A value is out of range.</exception>
    public static SamplingRequest Read(Fields body, int? maxTokens)
    {
        var options = body.Get("stream_options")?.AsObject();
        var request = new SamplingRequest
        {
            N = body.GetInt("n") ?? 1,
            MaxTokens = maxTokens,
            MinTokens = body.GetInt("min_tokens") ?? 0,
            IgnoreEnd = body.GetBool("ignore_eos"),
            Stop = ReadStop(body),
            IncludeStop = body.GetBool("include_stop_str_in_output"),
            Seed = (long)(body.Get("seed")?.AsWhole() ?? 0),
            Stream = body.GetBool("stream"),
            IncludeUsage = options?.GetBool("include_usage") ?? false,
            ContinuousUsage = (options?.GetBool("continuous_usage_stats") ?? false) && options.Value.GetBool("include_usage"),
        };
        request.Check(body, options is not null);
        return request;
    }

    /// <summary>Reads the fields of a request to <c>/v1/messages</c>, which has fewer of them; the others mean nothing there.</summary>
    /// <param name="body">The request.</param>
    /// <param name="maxTokens">The limit.</param>
    /// <exception cref="RequestProblem">A value is out of range.</exception>
    public static SamplingRequest ReadMessages(Fields body, int maxTokens)
    {
        var request = new SamplingRequest
        {
            MaxTokens = maxTokens,
            Stop = body.Get("stop_sequences") is { } stop ? [.. stop.Items().Select(item => item.AsString())] : [],
            Stream = body.GetBool("stream"),
        };
        request.CheckLimits();
        request.CheckChoice(body);
        return request;
    }

    /// <summary>Where an answer to a prompt of this length ends.</summary>
    /// <param name="promptTokens">Tokens of the prompt.</param>
    /// <param name="maxModelLength">Longest prompt plus answer.</param>
    /// <exception cref="RequestProblem">Prompt and answer are longer than the model allows.</exception>
    public AnswerLimits ToLimits(int promptTokens, int maxModelLength)
    {
        var wanted = MaxTokens ?? 0;
        ContextLength.Check(promptTokens, wanted, maxModelLength, needsRoom: true);
        return new AnswerLimits
        {
            MaxTokens = MaxTokens ?? (maxModelLength - promptTokens),
            MinTokens = MinTokens,
            IgnoreEnd = IgnoreEnd,
            Stop = Stop,
            IncludeStop = IncludeStop,
        };
    }

    private static List<string> ReadStop(Fields body) => body.Get("stop") switch
    {
        null => [],
        { Element.ValueKind: System.Text.Json.JsonValueKind.String } one => [one.AsString()],
        { } many => [.. many.Items().Select(item => item.AsString())],
    };

    private void Check(Fields body, bool hasStreamOptions)
    {
        CheckLimits();
        Range(!hasStreamOptions || Stream, $"Stream options can only be defined when `stream=True`.", "stream_options", (object?)null);
        CheckChoice(body);
        var minP = body.GetNumber("min_p");
        Range(minP is null or (>= 0 and <= 1), $"min_p must be in [0, 1], got {minP}.", "min_p", minP);
        var repetition = body.GetNumber("repetition_penalty");
        Range(repetition is null or > 0, $"repetition_penalty must be greater than zero, got {repetition}.", "repetition_penalty", repetition);
        TokenFields.Check(body);
        var promptLogprobs = body.GetInt("prompt_logprobs");
        Range(!Stream || promptLogprobs is null or (not -1 and <= 0), $"`prompt_logprobs` are not available when `stream=True`.", "prompt_logprobs", (object?)null);
        Range(promptLogprobs is null or >= -1, $"`prompt_logprobs` must be a positive value or -1.", "prompt_logprobs", promptLogprobs);
        CheckPenalty(body, "presence_penalty");
        CheckPenalty(body, "frequency_penalty");
    }

    private void CheckLimits()
    {
        Range(N >= 1, $"n must be at least 1, got {N}.", "n", N);
        Range(N <= MostAnswers, $"n must be at most {MostAnswers}, got {N}.", "n", N);
        Range(MaxTokens is null or >= 1, $"max_tokens must be at least 1, got {MaxTokens}.", "max_tokens", MaxTokens);
        Range(MinTokens >= 0, $"min_tokens must be greater than or equal to 0, got {MinTokens}.", "min_tokens", MinTokens);
        Range(MaxTokens is null || MinTokens <= MaxTokens, $"min_tokens must be less than or equal to max_tokens={MaxTokens}, got {MinTokens}.", "min_tokens", MinTokens);
        Range(Stop.All(stop => stop.Length > 0), $"stop cannot contain an empty string.", "stop", (object?)null);
    }

    // How a model chooses its tokens changes nothing about a simulated answer, but vLLM refuses wrong values.
    private void CheckChoice(Fields body)
    {
        var temperature = body.GetNumber("temperature");
        Range(temperature is null or >= 0, $"temperature must be non-negative, got {temperature}.", "temperature", temperature);
        Range(N == 1 || temperature is not 0, $"n must be 1 when using greedy sampling, got {N}.", "n", N);
        var topP = body.GetNumber("top_p");
        Range(topP is null or (> 0 and <= 1), $"top_p must be in (0, 1], got {topP}.", "top_p", topP);
        var topK = body.GetInt("top_k");
        Range(topK is null or >= -1, $"top_k must be 0 (disable), or at least 1, got {topK}.", "top_k", topK);
    }

    private static void CheckPenalty(Fields body, string name)
    {
        var penalty = body.GetNumber(name);
        Range(penalty is null or (>= -2 and <= 2), $"{name} must be in [-2, 2], got {penalty}.", name, penalty);
    }

    private static void Range<T>(bool fits, [InterpolatedStringHandlerArgument(nameof(fits))] MessageUnless message, string parameter, T value)
    {
        if (!fits)
        {
            throw RequestProblem.Invalid(message.Take(), parameter, value);
        }
    }
}
