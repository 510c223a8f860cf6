namespace AiStack.Core.Problems;

/// <summary>Problems as they are shown: each once, in the order of the file.</summary>
public static class ProblemList
{
    /// <summary>Drops repetitions and sorts by file, line and column; what was said in C# keeps its order.</summary>
    public static IReadOnlyList<Problem> InOrder(IEnumerable<Problem> problems) =>
    [
        .. problems.Distinct()
            .OrderBy(problem => problem.Place.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Place.Line)
            .ThenBy(problem => problem.Place.Column)
            .ThenBy(problem => problem.Place.File is null ? "" : problem.Kind.Code, StringComparer.Ordinal)
    ];

    /// <summary>Whether one of them keeps the stack from being run or published.</summary>
    public static bool HasErrors(this IEnumerable<Problem> problems) => problems.Any(problem => problem.Kind.Severity == Severity.Error);
}
