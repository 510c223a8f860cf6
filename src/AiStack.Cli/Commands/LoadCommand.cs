using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AiStack.Cli.Load;
using AiStack.Cli.Output;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack load</c>: requests to an OpenAI API as users make them, and how long they take.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var target = Value("--target", "url", "Address of an OpenAI API, such as http://localhost:8000, with or without /v1.", LoadValues.Target);
        target.Required = true;
        var model = new Option<string>("--model") { Description = "The model, as the API lists it.", HelpName = "name", Required = true };
        var rate = Value<double?>("--rate", "number", "Requests per second on average, at random times as independent users make them. Default: 1.", LoadValues.Rate);
        var time = Value<TimeSpan?>("--for", "duration", "For how long requests are sent, such as 30s or 5m; those that run then are waited for. Default: 1m.", LoadValues.Time);
        var prompts = Value("--prompt-tokens", "distribution", $"Tokens of a prompt: {TokenDistribution.Notation}. Default: 100-400.", LoadValues.Tokens);
        var outputs = Value("--output-tokens", "distribution", "Tokens at which an answer is cut (max_tokens), in the same notation. Default: 50-200.", LoadValues.Tokens);
        var ignoreEnd = new Option<bool>("--ignore-eos") { Description = "Answers of exactly that length: vLLM's ignore_eos, which other servers may refuse." };
        var key = new Option<string?>("--api-key") { Description = "Key of the API. Default: the environment's AISTACK_API_KEY or OPENAI_API_KEY.", HelpName = "key" };
        var concurrency = Value<int?>("--concurrency", "number", "Most requests that run at a time. Those due meanwhile wait, and their latencies count from when they were due. Default: no limit.", LoadValues.Concurrency);
        var timeout = Value<TimeSpan?>("--timeout", "duration", "After which a request is given up and counts as failed. Default: 5m.", LoadValues.Time);
        var seed = Value<ulong?>("--seed", "number", "The same seed makes the same load: times, lengths, words. Default: another one each time.", LoadValues.Seed);
        var noStream = new Option<bool>("--no-stream") { Description = "Asks for whole answers rather than streams." };
        var endpoint = new Option<string>("--endpoint") { Description = "Which part of the API is called.", HelpName = "chat|completions|embeddings", DefaultValueFactory = _ => "chat" };
        endpoint.AcceptOnlyFromAmong("chat", "completions", "embeddings");
        var format = new Option<string>("--format") { Description = "text, or json: one object at the end, and progress on the error stream.", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var headers = new Option<string[]>("--header") { Description = "A header of every request, such as 'X-User-Id: 7'; may be given several times.", HelpName = "'name: value'", DefaultValueFactory = _ => [] };

        var command = new Command("load", "Sends requests to an OpenAI API as users do, and shows how fast they are answered. Ctrl-C ends it with a summary.")
        {
            target, model, rate, time, prompts, outputs, ignoreEnd, key, concurrency, timeout, seed, noStream, endpoint, format, headers,
        };
        command.SetAction((call, _) =>
        {
            var part = Enum.Parse<LoadEndpoint>(call.GetValue(endpoint)!, ignoreCase: true);
            var plan = new LoadPlan
            {
                Api = call.GetValue(target)!,
                Model = call.GetValue(model)!,
                Endpoint = part,
                IsStreamed = part != LoadEndpoint.Embeddings && !call.GetValue(noStream),
                Rate = call.GetValue(rate) ?? 1,
                Duration = call.GetValue(time) ?? TimeSpan.FromMinutes(1),
                PromptTokens = call.GetValue(prompts) ?? LoadValues.DefaultPromptTokens,
                OutputTokens = call.GetValue(outputs) ?? LoadValues.DefaultOutputTokens,
                IgnoresEnd = call.GetValue(ignoreEnd),
                Concurrency = call.GetValue(concurrency),
                Timeout = call.GetValue(timeout) ?? TimeSpan.FromMinutes(5),
                Seed = call.GetValue(seed) ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue),
                Headers = RequestHeaders.Of(call.GetValue(headers)!, call.GetValue(key)),
            };
            return RunAsync(plan, call.GetValue(format) == "json");
        });
        return command;
    }

    private static async Task<int> RunAsync(LoadPlan plan, bool isJson)
    {
        using var interrupted = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        var measurements = new LoadMeasurements();
        using var client = new LoadClient(plan, measurements);
        using var run = new LoadRun(plan, client, measurements);
        var over = run.RunAsync(interrupted.Token);
        await ShowAsync(plan, run, measurements, over, isJson);

        var end = await over;
        if (end.NotFound is { } notFound)
        {
            throw new CallException(ApiModels.Explain(plan, notFound, await client.ModelsAsync()));
        }

        var (whole, (heldBack, late)) = (measurements.Whole(end.Elapsed), measurements.Delays());
        if (isJson)
        {
            LoadJson.Write(plan, end, whole, heldBack, late);
        }
        else
        {
            using var output = Terminal.Open();
            output.Write(LoadText.Summary(plan, end, whole, heldBack, late));
        }

        return whole.Counts.Failed > 0 ? ExitCodes.Errors : ExitCodes.Good;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            interrupted.Cancel();
        }
    }

    private static async Task ShowAsync(LoadPlan plan, LoadRun run, LoadMeasurements measurements, Task over, bool isJson)
    {
        var display = new LoadDisplay(plan, run, measurements);
        if (isJson)
        {
            await display.LinesAsync(over, Console.Error);
            return;
        }

        using var output = Terminal.Open();
        output.Write($"{LoadText.Title(plan)}\n");
        output.Write(Terminal.IsLive ? "" : $"{LoadText.Legend}\n");
        output.Flush();
        await (Terminal.IsLive ? display.TableAsync(over) : display.LinesAsync(over, output));
    }

    // Errors name the option, what it takes and what was given.
    private static Option<T> Value<T>(string name, string helpName, string description, Func<string, (T?, string?)> read)
    {
        return new(name) { Description = description, HelpName = helpName, CustomParser = Parse };

        T? Parse(ArgumentResult result)
        {
            var (value, error) = read(result.Tokens[0].Value);
            if (error is not null)
            {
                result.AddError($"{name} {error}");
            }

            return value;
        }
    }
}
