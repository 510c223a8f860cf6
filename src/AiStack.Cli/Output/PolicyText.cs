using System.Globalization;
using AiStack.Cli.Policies;
using AiStack.Core.Schema;
using Spectre.Console;

namespace AiStack.Cli.Output;

/// <summary>What came of policy cases, for people: a table, and what was wrong below it.</summary>
internal static class PolicyText
{
    private static readonly string[] s_columns = ["name", "gateway", "route", "expected", "got", "ms", "verdict"];

    /// <summary>Prints the table, what does not hold, and a closing line that counts.</summary>
    public static void Write(IReadOnlyList<PolicyResult> results)
    {
        using var output = Terminal.Open();
        WriteTable(output, results);
        foreach (var result in results.Where(result => result.Verdict == PolicyVerdict.Failed))
        {
            output.Write($"\n{(Terminal.IsColoured ? $"\e[1m{result.Place}:\e[0m \e[31m" : $"{result.Place}: ")}{Excerpt.Of(result.Request.Case.Name)}{(Terminal.IsColoured ? "\e[0m" : "")}\n");
            foreach (var failure in result.Failures)
            {
                output.Write($"  {failure}\n");
            }

            if (result.Answer is { } answer)
            {
                output.Write($"  Body: {PolicyWords.Beginning(answer.Body)}\n");
            }
        }

        foreach (var gap in PolicyWords.NotTested(results))
        {
            output.Write($"\n{gap}\n");
        }

        output.Write(Terminal.IsColoured ? $"\n\e[1m{Summary(results)}\e[0m\n" : $"\n{Summary(results)}\n");
    }

    private static void WriteTable(StreamWriter output, IReadOnlyList<PolicyResult> results)
    {
        var table = new Table().Border(Terminal.IsColoured ? TableBorder.Rounded : TableBorder.Simple).AddColumns(s_columns);
        table.Columns[5].RightAligned();
        foreach (var result in results)
        {
            table.AddRow(Cells(result));
        }

        output.Write(Terminal.IsColoured ? Rendered(table, Terminal.Width) : Plain(table));
    }

    // A line for each case, however long, for whoever reads it from a file; a terminal has only so many columns.
    private static string Plain(Table table) =>
        string.Concat(Rendered(table, int.MaxValue / 2).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).Select(line => $"{line}\n"));

    private static string Rendered(Table table, int width)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = Terminal.IsColoured ? AnsiSupport.Yes : AnsiSupport.No, Interactive = InteractionSupport.No });
        console.Profile.Width = width;
        console.Write(table);
        return text.ToString();
    }

    private static Text[] Cells(PolicyResult result) =>
    [
        new(Excerpt.Of(result.Request.Case.Name)),
        new(result.Request.Case.Gateway),
        new(result.Request.Route.Link.To.Reference),
        new(PolicyWords.Of(result.Request.Case.Expect)),
        new(PolicyWords.Of(result.Answer)),
        new(result.Answer is { } answer ? Math.Ceiling(answer.Time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : "–"),
        new(PolicyWords.Of(result.Verdict), new Style(result.Verdict switch { PolicyVerdict.Passed => Color.Green, PolicyVerdict.Failed => Color.Red, _ => Color.Yellow })),
    ];

    private static string Summary(IReadOnlyList<PolicyResult> results)
    {
        var (failed, notRun) = (Count(PolicyVerdict.Failed), Count(PolicyVerdict.NotRun));
        var cases = string.Create(CultureInfo.InvariantCulture, $"{results.Count} case{(results.Count == 1 ? "" : "s")}");
        return failed == 0
            ? results.Count == 1 ? "1 case holds." : $"{cases} hold."
            : string.Create(CultureInfo.InvariantCulture, $"{failed} of {cases} failed{(notRun > 0 ? $", {notRun} not run" : "")}.");

        int Count(PolicyVerdict verdict) => results.Count(result => result.Verdict == verdict);
    }
}
