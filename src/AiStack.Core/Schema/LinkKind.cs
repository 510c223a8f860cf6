namespace AiStack.Core.Schema;

/// <summary>A pair of kinds that can be linked, and what can be said about such a link.</summary>
/// <param name="from">Kind that is configured.</param>
/// <param name="to">Kind that is used.</param>
/// <param name="description">What the link does, in one sentence.</param>
public sealed class LinkKind(string from, string to, string description)
{
    /// <summary>Name of the kind that is configured.</summary>
    public string From { get; } = from;

    /// <summary>Name of the kind that is used.</summary>
    public string To { get; } = to;

    /// <summary>What the link does, in one sentence.</summary>
    public string Description { get; } = description;

    /// <summary>What may be said about the link.</summary>
    /// <value>Default: nothing.</value>
    public PropertySet Properties { get; init; } = new();

    /// <summary>Whether the one that is configured cannot start before the other is ready, and so waits for it on a laptop.</summary>
    /// <value>Default: it can.</value>
    public bool IsAwaited { get; init; }

    /// <summary>Options of which nothing was said.</summary>
    public LinkOptions Empty { get; init; } = LinkOptions.None;

    /// <inheritdoc/>
    public override string ToString() => $"{From} → {To}";
}
