using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>A value in a stack file, with the place where it stands. Aliases are already replaced by what they stand for.</summary>
/// <param name="Place">Where the value begins.</param>
public abstract record Node(Place Place)
{
    /// <summary>What it is, in the words of an error message: <c>text</c>, <c>a list</c> or <c>a mapping</c>.</summary>
    public abstract string Noun { get; }
}
