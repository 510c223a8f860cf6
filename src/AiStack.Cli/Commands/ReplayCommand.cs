using System.CommandLine;
using System.Globalization;
using AiStack.Autoscaling.Replay;
using AiStack.Cli.Output;
using AiStack.Cli.Replay;
using AiStack.Components;
using AiStack.Components.Keda;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Units;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack replay</c>: a load against simulated engines and the stack's scaling rules, faster than it would come.</summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromHours(24);

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The stack file; - reads it from standard input." };
        var load = new Option<string>("--load")
        {
            Description = "A drawn load, or a CSV file with the columns seconds,requests_per_second and perhaps prompt_tokens,output_tokens. Each model gets all of it.",
            HelpName = $"file.csv|{string.Join('|', LoadArgument.Patterns)}",
            Required = true,
        };
        var peak = new Option<string?>("--peak") { Description = "Requests per second where the load is highest. Default: what a drawn load takes most of a model's engines for; a file as it is.", HelpName = "rps" };
        var length = new Option<string?>("--for") { Description = "How long to play, such as 30m. Default: a day for day, 30m for other drawn loads; a file to its end.", HelpName = "duration" };
        var startUp = new Option<string>("--start-up") { Description = "From asking for an engine to its first answer: node, image, weights.", HelpName = "duration", DefaultValueFactory = _ => "90s" };
        var firstToken = new Option<string?>("--time-to-first-token") { Description = "From a request's start to its first token. Default: 100ms, and 1s for each 8000 tokens of prompts that the engine reads.", HelpName = "duration" };
        var nextToken = new Option<string>("--inter-token-latency") { Description = "From one token of an answer to the next.", HelpName = "duration", DefaultValueFactory = _ => "25ms" };
        var environment = new Option<string?>("--environment") { Description = "Replays the stack of this environment of the file.", HelpName = "name" };
        var output = new Option<string>("--output", "-o") { Description = "Directory for replay.json and replay.html.", HelpName = "directory", DefaultValueFactory = _ => "." };
        var command = new Command("replay", "Plays a load against simulated models and the stack's scaling rules: when engines come and go, who waits, what it costs.")
        {
            file, load, peak, length, startUp, firstToken, nextToken, environment, output,
        };
        command.SetAction(call => Run(
            call.GetValue(file)!,
            call.GetValue(environment),
            new(call.GetValue(load)!, Number("--peak", call.GetValue(peak)), Time("--for", call.GetValue(length), LoadArgument.Longest)),
            Speed(call.GetValue(firstToken), call.GetValue(nextToken)),
            Time("--start-up", call.GetValue(startUp), s_longestStart, isZeroGood: true)!.Value,
            call.GetValue(output)!));
        return command;
    }

    private static int Run(string path, string? environment, LoadArgument argument, EngineSpeed speed, TimeSpan startUp, string directory)
    {
        if (string.IsNullOrWhiteSpace(directory))
        {
            throw new CallException("'--output' names no directory: write for example '-o out'.");
        }

        var source = argument.Open();
        var reading = StackFile.Check(path, ComponentCatalog.Schema, environment);
        var errors = reading.Problems.Where(problem => problem.Kind.Severity == Severity.Error).ToList();
        if (reading.Stack is null || !errors.All(ModelReplays.CanShow))
        {
            ProblemText.Write([new(path, reading)]);
            return ExitCodes.Errors;
        }

        var timelines = source.Play(ModelReplays.Of(reading.Stack, speed, startUp));
        if (timelines.Count == 0)
        {
            throw new CallException($"'{path}' has no model to replay. Add a component of kind vllm with models.", ExitCodes.Errors);
        }

        Directory.CreateDirectory(directory);
        var report = new ReplayReport(reading.Stack.Spec.Name, source.Description, speed, startUp, timelines);
        var (json, page) = (Path.Combine(directory, "replay.json"), Path.Combine(directory, "replay.html"));
        ReplayJson.Write(json, report);
        ReplayPage.Write(page, report);
        using var output = Terminal.Open();
        ProblemText.Write(output, new(path, reading));
        ReplayText.Write(output, report);
        output.Write($"Wrote {json} and {page}.\n");
        return errors.Count > 0 ? ExitCodes.Errors : ExitCodes.Good;
    }

    private static EngineSpeed Speed(string? firstToken, string? nextToken)
    {
        var speed = new EngineSpeed { InterTokenLatency = Time("--inter-token-latency", nextToken, TimeSpan.FromSeconds(10), isZeroGood: true)!.Value };
        return Time("--time-to-first-token", firstToken, TimeSpan.FromMinutes(10), isZeroGood: true) is { } first ? speed with { TimeToFirstToken = first, PromptTokensPerSecond = null } : speed;
    }

    private static TimeSpan? Time(string option, string? text, TimeSpan longest, bool isZeroGood = false)
    {
        if (text is null)
        {
            return null;
        }

        if (!Duration.TryParse(text, out var time, out var error))
        {
            throw new CallException($"'{option}': {error}");
        }

        return time <= longest && (isZeroGood || time >= TimeSpan.FromSeconds(1))
            ? time
            : throw new CallException($"'{option}' takes {(isZeroGood ? "0s" : "1s")} to {Duration.Format(longest)}, not {Duration.Format(time)}.");
    }

    private static double? Number(string option, string? text) => text is null ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LoadArgument.HighestRate ? number
        : throw new CallException($"'{option}' takes requests per second above 0, such as 2.5, not '{text}'.");
}
