using AiStack.Core.Problems;

namespace AiStack.Core.Checks;

/// <summary>Something that is checked about a stack as a whole.</summary>
public interface IRule
{
    /// <summary>What is wrong. A stack with errors is looked at too: what was not said is <see langword="null"/> or a default then.</summary>
    IEnumerable<Problem> Check(Stack stack);
}
