namespace AiStack.Core.Patterns;

/// <summary>A pattern as a tree. Case and the meaning of dots are resolved into sets by the parser.</summary>
internal abstract record PatternNode
{
    /// <summary>One character of a set.</summary>
    internal sealed record Characters(CharSet Set) : PatternNode;

    /// <summary>One after the other; empty for the empty text.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternNode> Items) : PatternNode;

    /// <summary>One of several, the first that leads to a match.</summary>
    internal sealed record Alternation(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <summary>As often as the bounds say; without maximum when that is null. Position and length are those of the text in the pattern.</summary>
    internal sealed record Repetition(PatternNode Item, int Minimum, int? Maximum, bool Lazy, int Position, int Length) : PatternNode;

    /// <summary>A capturing group and its number.</summary>
    internal sealed record Capture(PatternNode Item, int Number) : PatternNode;

    /// <summary>A group that gives nothing back.</summary>
    internal sealed record Atomic(PatternNode Item) : PatternNode;

    /// <summary>A lookahead or lookbehind.</summary>
    internal sealed record Look(PatternNode Item, bool Ahead, bool Negative) : PatternNode;

    /// <summary>A place in the text.</summary>
    internal sealed record Anchor(PatternAnchor Place) : PatternNode;

    /// <summary>What a group has matched.</summary>
    internal sealed record Reference(int Group) : PatternNode;

    public static PatternNode Nothing { get; } = new Sequence([]);

    /// <summary>Every node directly below.</summary>
    public IEnumerable<PatternNode> Children => this switch
    {
        Sequence sequence => sequence.Items,
        Alternation alternation => alternation.Branches,
        Repetition repetition => [repetition.Item],
        Capture capture => [capture.Item],
        Atomic atomic => [atomic.Item],
        Look look => [look.Item],
        _ => [],
    };

    /// <summary>This node and every one below.</summary>
    public IEnumerable<PatternNode> All => Children.SelectMany(child => child.All).Prepend(this);
}
