using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AiStack.Cli.Output;
using AiStack.Cli.Policies;
using AiStack.Components;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Policies;
using AiStack.Core.Schema;
using Microsoft.Extensions.Configuration;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack test-policies</c>: the cases of a stack file against its AI gateways, with simulated models.</summary>
internal static class TestPoliciesCommand
{
    private const string Example =
        "policies: [{ name: no key, gateway: apisix/ai, route: vllm/qwen2-chat, prompt: Hello, expect: { status: 401 } }]";

    private static readonly PosixSignal[] s_endings = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The stack file." };
        var environment = new Option<string?>("--environment") { Description = "Tests the stack of this environment of the file.", HelpName = "name" };
        var format = new Option<string>("--format") { Description = "text, a table (default), or json.", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var filter = new Option<string?>("--filter") { Description = "Tells only of cases with this in their name. What was sent to the same gateway before them is sent all the same, since limits count it.", HelpName = "name" };
        var command = new Command("test-policies", "Sends the cases below `policies` to the stack's AI gateways, with simulated models, and says which hold.") { file, environment, format, filter };
        command.SetAction((call, _) => RunAsync(call.GetValue(file)!, call.GetValue(environment), call.GetValue(format) == "json", call.GetValue(filter)));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? environment, bool isJson, string? filter)
    {
        var reading = StackFile.Check(path, ComponentCatalog.Schema, environment);
        var file = new CheckedFile(path, reading);
        if (file.Errors > 0 || reading.Stack is not { } stack)
        {
            if (isJson)
            {
                ProblemJson.Write([file]);
            }
            else
            {
                ProblemText.Write([file]);
            }

            return ExitCodes.Errors;
        }

        bool IsMeant(PolicyCase policy) => filter is null || policy.Name.Contains(filter, StringComparison.OrdinalIgnoreCase);
        if (stack.Policies.Count > 0 && !stack.Policies.Any(IsMeant))
        {
            throw new CallException($"No case has '{Excerpt.Of(filter!)}' in its name. There are: {string.Join(", ", stack.Policies.Select(policy => $"'{Excerpt.Of(policy.Name)}'"))}.");
        }

        if (stack.Policies.Count == 0)
        {
            Console.Error.WriteLine($"aistack: There are no cases in {path}, so nothing was tested. Write some at its end, such as: {Example}");
        }

        return await TestAsync(stack, IsMeant, isJson);
    }

    private static async Task<int> TestAsync(Stack stack, Predicate<PolicyCase> isMeant, bool isJson)
    {
        using var interruption = new CancellationTokenSource();
        var signals = s_endings.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            interruption.Cancel();
        })).ToList();
        try
        {
            var results = stack.Policies.Count == 0 ? [] : await SendAsync(stack, isMeant, interruption.Token);
            if (isJson)
            {
                PolicyJson.Write(results);
            }
            else if (results.Count > 0)
            {
                PolicyText.Write(results);
            }

            return results.All(result => result.Verdict == PolicyVerdict.Passed) ? ExitCodes.Good : ExitCodes.Errors;
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            throw new CallException("Interrupted before all cases had their answers. Everything that was started has ended.", ExitCodes.Errors);
        }
        finally
        {
            signals.ForEach(signal => signal.Dispose());
        }
    }

    // A method of its own, so that a stack with errors is told without loading a web server.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<IReadOnlyList<PolicyResult>> SendAsync(Stack stack, Predicate<PolicyCase> isMeant, CancellationToken interruption) =>
        PolicyTestRun.RunAsync(stack, isMeant, new ConfigurationBuilder().AddEnvironmentVariables().Build(), interruption);
}
