using System.CommandLine;
using AiStack.Cli.Output;
using AiStack.Components;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack check</c>: everything that is wrong with stack files.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Stack files.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "text, a line for each problem as compilers write it (default), or json.", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var strict = new Option<bool>("--strict") { Description = "Takes warnings for errors." };
        var environment = new Option<string?>("--environment") { Description = "Checks only the stack of this environment. Default: the stack as it stands and every environment.", HelpName = "name" };

        var command = new Command("check", "Checks stack files: properties, links and what they need, capacity.") { files, format, strict, environment };
        command.SetAction(call =>
        {
            var isStrict = call.GetValue(strict);
            var readings = call.GetValue(files)!.Select(file => new CheckedFile(file, WithPublication(StackFile.Check(file, ComponentCatalog.Schema, call.GetValue(environment))), isStrict)).ToList();
            if (call.GetValue(format) == "json")
            {
                ProblemJson.Write(readings);
            }
            else
            {
                ProblemText.Write(readings);
            }

            return readings.Any(file => file.Errors > 0) ? ExitCodes.Errors : ExitCodes.Good;
        });
        return command;
    }

    // What publishing would refuse, such as a name that is too long for what it becomes, is told before anybody publishes.
    private static StackReading WithPublication(StackReading reading)
    {
        if (reading.Stack is null || reading.Problems.HasErrors())
        {
            return reading;
        }

        var refused = StackPublication.Of(reading.Stack, ComponentCatalog.Modules).Problems.Where(problem => problem.Kind.Severity == Severity.Error);
        return reading with { Problems = ProblemList.InOrder([.. reading.Problems, .. refused]) };
    }
}
