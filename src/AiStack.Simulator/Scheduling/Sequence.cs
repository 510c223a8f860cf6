namespace AiStack.Simulator.Scheduling;

/// <summary>One answer on its way: how many of its tokens exist by now.</summary>
/// <remarks>Times are <see cref="System.Diagnostics.Stopwatch"/> ticks. All but <see cref="Available"/> belongs to the engine.</remarks>
internal sealed class Sequence(Generation owner, int promptTokens, int outputTokens, Text.FinishReason finish)
{
    private int _available;

    /// <summary>The request it is part of.</summary>
    public Generation Owner { get; } = owner;

    /// <summary>Tokens of the prompt.</summary>
    public int PromptTokens { get; } = promptTokens;

    /// <summary>Tokens it will have in the end; 0 for a request that only reads its prompt (an embedding).</summary>
    public int OutputTokens { get; } = outputTokens;

    /// <summary>Why it will end if nothing comes between.</summary>
    public Text.FinishReason Finish { get; } = finish;

    /// <summary>Tokens that may be shown to the client.</summary>
    public int Available
    {
        get => Volatile.Read(ref _available);
        set => Volatile.Write(ref _available, value);
    }

    /// <summary>True when the whole answer may be shown.</summary>
    public bool IsComplete => State is SequenceState.Finished;

    internal volatile SequenceState State;

    /// <summary>Tokens at the prompt's beginning that the prefix cache knew; <see langword="null"/> when it was not asked.</summary>
    public int? CachedTokens { get; init; }

    internal long Arrived { get; set; }

    internal long Scheduled { get; set; }

    internal long FirstToken { get; set; }

    internal long LastToken { get; set; }

    internal int HeldBlocks { get; set; }

    internal int ReservedBlocks { get; set; }

    // Links of the pacing wheel.
    internal long DueTick { get; set; }

    internal Sequence? NextInSlot { get; set; }
}
