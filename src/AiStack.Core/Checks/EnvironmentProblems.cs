using AiStack.Core.Problems;

namespace AiStack.Core.Checks;

/// <summary>What the target environments of a stack make wrong.</summary>
public static class EnvironmentProblems
{
    /// <summary>Problems of environments that the stack as it stands has not; told once, with the environments that have them.</summary>
    /// <param name="plain">Problems of the stack as it stands. What is wrong there is wrong in every environment; told once is enough.</param>
    /// <param name="environments">Problems of the stack in each environment.</param>
    public static IEnumerable<Problem> Beyond(IEnumerable<Problem> plain, IEnumerable<(string Name, IReadOnlyList<Problem> Problems)> environments)
    {
        ArgumentNullException.ThrowIfNull(environments);

        var known = plain.ToHashSet();
        return environments
            .SelectMany(environment => environment.Problems.Distinct().Where(problem => !known.Contains(problem)).Select(problem => (environment.Name, problem)))
            .GroupBy(found => found.problem, found => found.Name)
            .Select(group => group.Key with { Message = $"In environment {string.Join(", ", group.Select(name => $"'{name}'"))}: {group.Key.Message}" });
    }
}
