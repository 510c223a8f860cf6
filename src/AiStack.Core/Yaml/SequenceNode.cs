using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>A list.</summary>
/// <param name="Items">What is in it, in order.</param>
/// <param name="Place">Where it begins.</param>
public sealed record SequenceNode(IReadOnlyList<Node> Items, Place Place) : Node(Place)
{
    /// <inheritdoc/>
    public override string Noun => "a list";
}
