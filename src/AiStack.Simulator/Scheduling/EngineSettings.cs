namespace AiStack.Simulator.Scheduling;

/// <summary>How much an engine takes at once and how fast it is.</summary>
internal sealed record EngineSettings
{
    /// <summary>Most sequences that run at the same time; the rest waits.</summary>
    public required int MaxSequences { get; init; }

    /// <summary>From a sequence's start to its first token; waiting comes on top.</summary>
    public required TimeSpan TimeToFirstToken { get; init; }

    /// <summary>From one token of a sequence to its next.</summary>
    public required TimeSpan InterTokenLatency { get; init; }

    /// <summary>Blocks of the KV cache.</summary>
    public required int KvBlocks { get; init; }

    /// <summary>Tokens in one block.</summary>
    public required int BlockSize { get; init; }

    /// <summary>Whether beginnings of prompts seen before are remembered.</summary>
    public required bool PrefixCaching { get; init; }
}
