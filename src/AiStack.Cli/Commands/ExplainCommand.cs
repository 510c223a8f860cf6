using System.CommandLine;
using AiStack.Cli.Output;
using AiStack.Components;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using Spectre.Console;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack explain</c>: what a code means and how to mend what it stands for.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var code = new Argument<string?>("code") { Description = "A code such as AIS301. Without one: all of them, a line each.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Says what a problem's code means and how to mend it.") { code };
        command.SetAction(call =>
        {
            if (call.GetValue(code) is { } wanted)
            {
                Explain(wanted);
            }
            else
            {
                List();
            }

            return ExitCodes.Good;
        });
        return command;
    }

    private static void Explain(string wanted)
    {
        var problems = ComponentCatalog.Problems;
        var code = wanted.ToUpperInvariant();
        var kind = problems.FirstOrDefault(kind => kind.Code == code || kind.Code == $"AIS{code}")
            ?? throw new CallException($"There is no code '{Excerpt.Of(wanted)}'. 'aistack explain' lists them.");

        using var output = Terminal.Open();
        output.Write(Terminal.IsColoured ? $"\e[1m{kind.Code} {kind.Title}\e[0m ({Severity(kind)})\n\n" : $"{kind.Code} {kind.Title} ({Severity(kind)})\n\n");
        output.Write(kind.Explanation.TrimEnd().ReplaceLineEndings("\n"));
        output.Write('\n');
    }

    private static void List()
    {
        var problems = ComponentCatalog.Problems;
        if (!Terminal.IsColoured)
        {
            using var output = Terminal.Open();
            foreach (var kind in problems)
            {
                output.Write($"{kind.Code} {Severity(kind),-7} {kind.Title}\n");
            }

            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("code", "severity", "title");
        foreach (var kind in problems)
        {
            table.AddRow(new Text(kind.Code, new Style(decoration: Decoration.Bold)), new Text(Severity(kind), new Style(kind.Severity == Core.Problems.Severity.Error ? Color.Red : Color.Yellow)), new Text(kind.Title));
        }

        AnsiConsole.Write(table);
    }

    private static string Severity(ProblemKind kind) => kind.Severity == Core.Problems.Severity.Error ? "error" : "warning";
}
