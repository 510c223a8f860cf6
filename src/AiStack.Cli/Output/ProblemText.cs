using System.Globalization;
using System.Text;
using AiStack.Core.Problems;

namespace AiStack.Cli.Output;

/// <summary>Problems for people: a line each, as compilers write them; on a terminal with colour and the line of the file below.</summary>
internal static class ProblemText
{
    /// <summary>Prints the problems of files and a closing line that counts them.</summary>
    public static void Write(IReadOnlyList<CheckedFile> files)
    {
        using var output = Terminal.Open();
        foreach (var file in files)
        {
            Write(output, file);
        }

        output.Write(Terminal.IsColoured ? "\e[1m" : "");
        output.Write(Summary(files));
        output.Write(Terminal.IsColoured ? "\e[0m\n" : "\n");
    }

    /// <summary>Prints the problems of a file.</summary>
    public static void Write(TextWriter output, CheckedFile file)
    {
        var lines = Terminal.IsColoured ? new SourceLines(file.Path) : null;
        foreach (var problem in file.Problems)
        {
            var severity = file.IsError(problem) ? "error" : "warning";
            var line = lines is null
                ? $"{problem.Place}: {severity} {problem.Kind.Code}: {problem.Message} {problem.Fix}\n"
                : $"\e[1m{problem.Place}:\e[0m {(file.IsError(problem) ? "\e[31m" : "\e[33m")}{severity} {problem.Kind.Code}:\e[0m {problem.Message} \e[32m{problem.Fix}\e[0m\n";
            output.Write(line);
            if (lines is not null)
            {
                WriteSource(output, lines, problem.Place);
            }
        }
    }

    private static void WriteSource(TextWriter output, SourceLines lines, Place place)
    {
        if (lines.Around(place, Terminal.Width - 8) is not var (text, caret))
        {
            return;
        }

        output.Write(string.Create(CultureInfo.InvariantCulture, $"\e[2m{place.Line,5} │\e[0m {text}\n"));
        output.Write($"\e[2m      │\e[0m {new string(' ', caret)}\e[31m^\e[0m\n");
    }

    private static string Summary(IReadOnlyList<CheckedFile> files)
    {
        var (errors, warnings) = (files.Sum(file => file.Errors), files.Sum(file => file.Warnings));
        var summary = new StringBuilder(errors + warnings == 0 ? "No problems" : (errors, warnings) switch
        {
            (_, 0) => Count(errors, "error"),
            (0, _) => Count(warnings, "warning"),
            _ => $"{Count(errors, "error")}, {Count(warnings, "warning")}",
        });
        summary.Append(" in ").Append(files.Count == 1 ? files[0].Path : Count(files.Count, "file"));
        var stacks = files.Select(file => file.Reading.Stack).OfType<Core.Stack>().ToList();
        if (errors == 0 && stacks.Count > 0)
        {
            summary.Append($" ({Count(stacks.Sum(stack => stack.Components.Count), "component")}, {Count(stacks.Sum(stack => stack.Links.Count), "link")})");
        }

        return summary.Append('.').ToString();
    }

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
