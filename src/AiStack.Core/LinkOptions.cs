namespace AiStack.Core;

/// <summary>What a user said about a link, beyond its two ends: an immutable record.</summary>
public abstract record LinkOptions
{
    /// <summary>Options of a link that takes none.</summary>
    public static LinkOptions None { get; } = new NoOptions();

    private sealed record NoOptions : LinkOptions;
}
