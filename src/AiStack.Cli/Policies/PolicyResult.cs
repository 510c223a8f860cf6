using AiStack.Components.Apisix.PolicyTests;
using AiStack.Core.Problems;

namespace AiStack.Cli.Policies;

/// <summary>A case and what came of it.</summary>
/// <param name="Request">The case with its request.</param>
/// <param name="Place">Where the case stands.</param>
/// <param name="Answer">What came back. <see langword="null"/>: nothing.</param>
/// <param name="Failures">What does not hold, a sentence each.</param>
internal sealed record PolicyResult(PolicyRequest Request, Place Place, PolicyAnswer? Answer, IReadOnlyList<string> Failures)
{
    /// <summary>What came of it.</summary>
    public PolicyVerdict Verdict => Failures.Count > 0 ? PolicyVerdict.Failed : Answer is null ? PolicyVerdict.NotRun : PolicyVerdict.Passed;
}
