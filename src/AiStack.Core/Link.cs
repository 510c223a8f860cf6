using AiStack.Core.Schema;

namespace AiStack.Core;

/// <summary>A directed, typed connection: the first component is configured to use the second.</summary>
/// <param name="Kind">Which pair it joins and what it takes.</param>
/// <param name="From">The component that is configured.</param>
/// <param name="To">The component that is used.</param>
/// <param name="Options">What was said about the link.</param>
/// <param name="Source">Where it was said.</param>
public sealed record Link(LinkKind Kind, Component From, Component To, LinkOptions Options, Source Source)
{
    /// <summary>The link as an error message names it.</summary>
    public override string ToString() => $"{From.Reference} → {To.Reference}";
}
