using AiStack.Autoscaling.Load;

namespace AiStack.Autoscaling.Replay;

/// <summary>How much one engine takes at once, and how fast it is. A stand-in until somebody measures: the same for any number of requests at once.</summary>
public sealed record EngineSpeed
{
    /// <summary>Most requests that are computed at the same time; the rest waits: <c>--max-num-seqs</c>.</summary>
    /// <value>Default: 256, which vLLM takes on most GPUs.</value>
    public int MaxSequences { get; init; } = 256;

    /// <summary>Tokens that the KV cache holds; what has no room there waits.</summary>
    /// <value><see langword="null"/> (default): not known, and no limit.</value>
    public long? KvCacheTokens { get; init; }

    /// <summary>From a request's start to its first token, for a prompt of no length; waiting comes on top.</summary>
    /// <value>Default: 100 ms.</value>
    public TimeSpan TimeToFirstToken { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Tokens of prompts that an engine reads in a second, of all requests together. A prompt's own come before its first token.</summary>
    /// <value>Default: 8000. <see langword="null"/>: reading takes no time, and limits nothing.</value>
    public double? PromptTokensPerSecond { get; init; } = 8000;

    /// <summary>From one token to the next.</summary>
    /// <value>Default: 25 ms.</value>
    public TimeSpan InterTokenLatency { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Seconds until a request that starts has its first token.</summary>
    public double FirstToken(LoadSecond load) => TimeToFirstToken.TotalSeconds + (PromptTokensPerSecond is { } speed ? load.PromptTokens / speed : 0);

    /// <summary>Seconds that a request is computed.</summary>
    public double Duration(LoadSecond load) => FirstToken(load) + (Math.Max(0, load.OutputTokens - 1) * InterTokenLatency.TotalSeconds);

    /// <summary>Requests that are computed at once, 1 or more: as many as there are places, as the KV cache holds, and as come by reading their prompts.</summary>
    public double Places(LoadSecond load)
    {
        var cached = KvCacheTokens is { } tokens ? (double)tokens / Math.Max(1, load.PromptTokens + load.OutputTokens) : MaxSequences;
        var read = PromptTokensPerSecond is { } speed && load.PromptTokens > 0 ? speed / load.PromptTokens * Duration(load) : MaxSequences;
        return Math.Clamp(Math.Min(cached, read), 1, MaxSequences);
    }

    /// <summary>Requests that one engine answers in a second at most.</summary>
    public double Capacity(LoadSecond load) => Places(load) / Math.Max(Duration(load), 0.001);
}
