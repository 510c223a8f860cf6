using AiStack.Core.Problems;
using AiStack.Core.Reading;

namespace AiStack.Cli.Output;

/// <summary>A file and what came of checking it.</summary>
/// <param name="path">The file, as it was named.</param>
/// <param name="reading">Its stack and its problems.</param>
/// <param name="isStrict">Whether warnings count as errors.</param>
internal sealed class CheckedFile(string path, StackReading reading, bool isStrict = false)
{
    public string Path { get; } = path;

    public StackReading Reading { get; } = reading;

    public IReadOnlyList<Problem> Problems => Reading.Problems;

    public int Errors => Problems.Count(IsError);

    public int Warnings => Problems.Count - Errors;

    public bool IsError(Problem problem) => isStrict || problem.Kind.Severity == Severity.Error;
}
