namespace AiStack.Core.Schema;

/// <summary>The sub-components that a kind may have.</summary>
/// <param name="Property">Name of the mapping that holds them in the file: <c>models</c>.</param>
/// <param name="Kind">What they are.</param>
/// <param name="AreRequired">Whether there has to be at least one.</param>
public sealed record ChildrenOf(string Property, ComponentKind Kind, bool AreRequired = false);
