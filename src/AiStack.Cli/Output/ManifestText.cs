using System.Globalization;
using AiStack.Kubernetes.Validation;
using AiStack.Kubernetes.Validation.Files;

namespace AiStack.Cli.Output;

/// <summary>What came of validating manifests, for people.</summary>
internal static class ManifestText
{
    /// <summary>Prints a line for each problem, then what was looked at.</summary>
    public static void Write(ManifestReport report, SchemaSet schemas, string path)
    {
        using var output = Terminal.Open();
        foreach (var problem in report.Problems)
        {
            output.Write($"{problem}\n");
        }

        output.Write(report.Problems.Count == 0 ? "No problems" : Count(report.Problems.Count, "problem"));
        output.Write($" in {path}: {Count(report.Objects, "object")} in {Count(report.Files, "file")}, {Count(report.Skipped, "file")} that hold{(report.Skipped == 1 ? "s" : "")} none; ");
        output.Write($"schemas of {Count(schemas.Types.Count, "kind")} and {Count(schemas.Plugins.Count, "plugin")}.\n");
        if (report.KindsWithoutSchema.Count > 0)
        {
            output.Write($"Without schema: {string.Join(", ", report.KindsWithoutSchema)}.\n");
        }

        var gaps = report.Rules.NotEvaluated;
        output.Write($"CEL rules: {report.Rules.Evaluated} evaluated, {report.Rules.NotApplicable} about updates only, {gaps.Sum(gap => gap.Count)} not evaluated.\n");
        foreach (var gap in gaps)
        {
            output.Write($"  not evaluated {gap.Count}x: {gap.Rule.ReplaceLineEndings(" ")} ({gap.Reason.ReplaceLineEndings(" ")})\n");
        }
    }

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
