using System.CommandLine;
using AiStack.Cli.Output;
using AiStack.Core.Schema;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack run</c>: the stack on this machine, on Aspire's engine, with its dashboard.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The stack file." };
        var environment = new Option<string?>("--stack-environment") { Description = "Runs the stack of this environment of the file.", HelpName = "name" };
        var command = new Command("run", "Runs a stack on this machine, with a dashboard. Ctrl-C ends it. A change of the file is followed where it can be. Settings are given as --Key:Name=value, such as --AiStack:Run=embedded.")
        {
            file, environment,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((call, _) => RunAsync(call.GetValue(file)!, call.GetValue(environment), Settings(call.UnmatchedTokens, command)));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? environment, string[] settings)
    {
        var watch = new StackFileWatch(path, environment);
        var file = watch.Read();
        if (file.Errors > 0 || file.Reading.Stack is null)
        {
            ProblemText.Write([file]);
            return ExitCodes.Errors;
        }

        return await StackRun.RunAsync(file.Reading.Stack, watch, settings);
    }

    // Whatever has the form of a setting goes to the configuration, as it does in an AppHost; anything else is a slip.
    private static string[] Settings(IReadOnlyList<string> tokens, Command command)
    {
        foreach (var token in tokens)
        {
            if (!token.StartsWith("--", StringComparison.Ordinal) || !token.Contains('=', StringComparison.Ordinal))
            {
                var meant = Spelling.Nearest(token, command.Options.Select(option => option.Name));
                throw new CallException($"There is no option '{Excerpt.Of(token)}'.{(meant is null ? " A setting is written --Key:Name=value, such as --AiStack:Run=embedded." : $" Did you mean '{meant}'?")} See 'aistack run --help'.");
            }
        }

        // A key without a section may be the host's own, such as --ASPNETCORE_URLS; one that looks like an option of ours is a slip that would run another stack than the one that is meant.
        foreach (var token in tokens)
        {
            var name = token[..token.IndexOf('=', StringComparison.Ordinal)];
            if (name.All(character => character is '-' or (>= 'a' and <= 'z')) && (name == "--environment" || Spelling.Nearest(name, command.Options.Select(option => option.Name)) is not null))
            {
                throw new CallException($"There is no setting '{Excerpt.Of(name)}'. For an environment of the stack file write --stack-environment NAME; for the host's own write --DOTNET_ENVIRONMENT=NAME. See 'aistack run --help'.");
            }
        }

        return [.. tokens];
    }
}
