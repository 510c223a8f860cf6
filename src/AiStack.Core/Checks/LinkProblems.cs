using AiStack.Core.Problems;

namespace AiStack.Core.Checks;

/// <summary>What can be wrong with any link.</summary>
public static class LinkProblems
{
    /// <summary>A pair that no link joins.</summary>
    public static ProblemKind ImpossiblePair { get; } = new("AIS301", Severity.Error, "These two cannot be linked",
        "A link configures its first component to use the second, so only some pairs make sense. The message lists what the one\ncan link to and what can link to the other. Mind the direction: `from` is the one that uses, `to` the one that is used.");

    /// <summary>A link to or from something that is not in the stack.</summary>
    public static ProblemKind ToNothing { get; } = new("AIS302", Severity.Error, "Link to or from nothing",
        "`from` and `to` name components of the stack, or sub-components as `component/child`: `vllm/qwen2-chat`.");

    /// <summary>The same link twice.</summary>
    public static ProblemKind Doubled { get; } = new("AIS303", Severity.Error, "Link written twice",
        "The same two components are linked twice in the same direction, and only one set of options can count. Merge the two.");

    /// <summary>A reference in C# that configures nothing.</summary>
    public static ProblemKind NoLink { get; } = new("AIS304", Severity.Error, "Reference that is no link",
        "Aspire's general WithReference was used between two components of the stack that have no link of their own: it would set\nvariables that nobody reads. Use one of the links that the message lists.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } = [ImpossiblePair, ToNothing, Doubled, NoLink];
}
