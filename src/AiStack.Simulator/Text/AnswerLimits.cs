namespace AiStack.Simulator.Text;

/// <summary>What a request says about where its answer ends.</summary>
internal sealed record AnswerLimits
{
    /// <summary>Most tokens the answer may have.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Tokens before which stop strings and the natural end are ignored.</summary>
    public int MinTokens { get; init; }

    /// <summary>True to go on to <see cref="MaxTokens"/> whatever the model wants.</summary>
    public bool IgnoreEnd { get; init; }

    /// <summary>Strings at which the answer ends.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>True to leave the stop string in the text.</summary>
    public bool IncludeStop { get; init; }
}
