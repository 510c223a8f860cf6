using AiStack.Core.Problems;
using Aspire.Hosting;

namespace AiStack.Hosting.Model;

/// <summary>The stack has errors: nothing is started or written. The message lists every problem as <c>aistack check</c> does.</summary>
/// <param name="problems">The problems.</param>
public sealed class StackProblemsException(IReadOnlyList<Problem> problems) : DistributedApplicationException(string.Join(Environment.NewLine, problems))
{
    /// <summary>The problems, warnings included.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
