using AiStack.Core.Problems;

namespace AiStack.Core.Reading;

/// <summary>Takes what goes wrong while a file is read, and knows which property is read.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="property">The property being read, as a message names it.</param>
public sealed class ReadContext(ICollection<Problem> problems, string property = "")
{
    /// <summary>The property being read, as a message names it: <c>ai_rate_limit.limit</c>.</summary>
    public string Property { get; } = property;

    /// <summary>The context of a property inside the present one.</summary>
    public ReadContext Below(string segment) => new(problems, Property.Length == 0 || segment.StartsWith('[') ? Property + segment : $"{Property}.{segment}");

    /// <summary>Takes a problem.</summary>
    public void Report(Problem problem) => problems.Add(problem);
}
