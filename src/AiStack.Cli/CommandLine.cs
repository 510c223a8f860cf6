using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using AiStack.Cli.Commands;
using AiStack.Core.Schema;

namespace AiStack.Cli;

/// <summary>The commands, and what happens to a call that is none of them.</summary>
internal static class CommandLine
{
    /// <summary>Carries out a call.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = Root().Parse(args);

            // No limit to how long an application may take to stop: it hears Ctrl-C itself, and needs more than this library's two seconds.
            return WrongCall(parsed) is { } message
                ? Fail($"{message} See '{Name(parsed)} --help'.", ExitCodes.WrongCall)
                : await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (CallException call)
        {
            return Fail(call.Message, call.ExitCode);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail(error.Message, ExitCodes.Errors);
        }
    }

    private static RootCommand Root() => new("Checks, runs and publishes AI stacks written as stack.yaml, and puts load on them.")
    {
        CheckCommand.Create(), TestPoliciesCommand.Create(), RunCommand.Create(), PublishCommand.Create(), ReplayCommand.Create(), LoadCommand.Create(), ValidateCommand.Create(), InitCommand.Create(), ExplainCommand.Create(), SchemaCommand.Create(),
    };

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine($"aistack: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }

    // One line that says what to write, instead of the whole help text.
    private static string? WrongCall(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.Action is not (null or ParseErrorAction) && parsed.Errors.Count > 0)
        {
            return null;
        }

        if (command.TreatUnmatchedTokensAsErrors && UnknownToken(parsed) is { } unknown)
        {
            var isOption = unknown.StartsWith('-');
            var known = (isOption ? Options(parsed).SelectMany(option => option.Aliases.Prepend(option.Name)) : command.Subcommands.Select(sub => sub.Name)).ToList();
            if (known.Contains(unknown))
            {
                return $"The option before '{unknown}' lacks its value.";
            }

            return $"{(isOption ? "There is no option" : command.Subcommands.Count > 0 ? "There is no command" : $"'{command.Name}' does not take")} '{Excerpt.Of(unknown)}'."
                + (Spelling.Nearest(unknown, known) is { } meant && (isOption || IsSlip(unknown, meant)) ? $" Did you mean '{meant}'?" : "");
        }

        return parsed.Errors is not [var first, ..] ? null
            : command is RootCommand ? $"Say what to do: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."
            : Sentence(first.Message);
    }

    // Another word may be as near as a slip is ('deploy' and 'replay'); a slip begins or ends as the word does.
    private static bool IsSlip(string written, string meant) => written[0] == meant[0] || meant.EndsWith(written, StringComparison.Ordinal);

    // The library's messages may have lines, and no full stop.
    private static string Sentence(string message) => string.Join(" ", message.Split((char[])['\n', '\t', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.') + ".";

    // A misspelt option looks like one more file to an argument that takes several.
    private static string? UnknownToken(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count > 0
            ? parsed.UnmatchedTokens[0]
            : parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).FirstOrDefault(token => token is { Type: TokenType.Argument, Value: ['-', '-', ..] })?.Value;

    private static IEnumerable<Option> Options(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive));

    private static string Name(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "aistack" : $"aistack {parsed.CommandResult.Command.Name}";
}
