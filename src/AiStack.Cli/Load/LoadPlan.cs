namespace AiStack.Cli.Load;

/// <summary>A load as the user asks for it.</summary>
internal sealed record LoadPlan
{
    /// <summary>The API's address, up to and with <c>/v1</c>.</summary>
    public required Uri Api { get; init; }

    /// <summary>Name of the model, as the API lists it.</summary>
    public required string Model { get; init; }

    /// <summary>Which part of the API is called.</summary>
    public LoadEndpoint Endpoint { get; init; }

    /// <summary>Whether answers are streamed. Embeddings never are.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Requests per second, on average; above 0.</summary>
    public required double Rate { get; init; }

    /// <summary>For how long requests are sent; those that run then are waited for.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Tokens of a prompt. What the model's chat template adds comes on top.</summary>
    public required TokenDistribution PromptTokens { get; init; }

    /// <summary>Tokens at which an answer is cut (<c>max_tokens</c>).</summary>
    public required TokenDistribution OutputTokens { get; init; }

    /// <summary>Whether answers go on to <see cref="OutputTokens"/> whatever the model wants: vLLM's <c>ignore_eos</c>, which other servers may refuse.</summary>
    public bool IgnoresEnd { get; init; }

    /// <summary>Most requests that run at a time; those due meanwhile wait here. <see langword="null"/>: no limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>After which a request is given up and counts as failed.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What arrivals, lengths and words depend on.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Headers of every request, the key's among them.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    /// <summary>Where requests are posted to.</summary>
    public Uri Address => new($"{Api}/{Endpoint switch
    {
        LoadEndpoint.Chat => "chat/completions",
        LoadEndpoint.Completions => "completions",
        _ => "embeddings",
    }}");

    /// <summary>Where the API lists its models.</summary>
    public Uri Models => new($"{Api}/models");
}
