using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>Names with values.</summary>
/// <param name="Entries">In the order of the file; every key once.</param>
/// <param name="Place">Where it begins.</param>
public sealed record MappingNode(IReadOnlyList<MappingEntry> Entries, Place Place) : Node(Place)
{
    /// <inheritdoc/>
    public override string Noun => "a mapping";
}
