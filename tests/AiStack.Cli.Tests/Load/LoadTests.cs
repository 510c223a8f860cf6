using System.Diagnostics;
using System.Text.Json;

namespace AiStack.Cli.Tests.Load;

/// <summary>The command against the simulator. Upper bounds are wide: the machine may be busy; what is measured can never be less than what was waited for.</summary>
public sealed class LoadTests(PacedSimulator simulator) : IClassFixture<PacedSimulator>, IDisposable
{
    private readonly Aistack _aistack = new();

    [Fact]
    public async Task Json_OfAStreamedLoad_HasTheLoadAskedForAndTheSimulatorsTimes()
    {
        var answer = await CallAsync("--rate", "40", "--for", "2s", "--seed", "7", "--prompt-tokens", "50", "--output-tokens", "10", "--ignore-eos", "--format", "json");

        using var json = JsonDocument.Parse(answer.Output);
        var (root, requests, latency) = (json.RootElement, json.RootElement.GetProperty("requests"), json.RootElement.GetProperty("latencyMilliseconds"));
        var sent = requests.GetProperty("sent").GetInt32();
        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.Equal(PacedSimulator.DueWithin(rate: 40, seconds: 2, seed: 7), sent);
        Assert.InRange(sent / 2.0, 25, 55);
        Assert.Equal((sent, 0, 0, 0), (requests.GetProperty("done").GetInt32(), requests.GetProperty("failed").GetInt32(), requests.GetProperty("unfinished").GetInt32(), requests.GetProperty("neverSent").GetInt32()));
        Assert.Equal(10 * sent, root.GetProperty("tokens").GetProperty("output").GetInt32());

        // The words of a prompt are a token each; the chat template's own come on top.
        Assert.InRange(root.GetProperty("tokens").GetProperty("prompt").GetInt32() / (double)sent, 50, 70);
        Assert.Equal((sent, 9 * sent, sent), (Count(latency, "firstToken"), Count(latency, "betweenTokens"), Count(latency, "endToEnd")));
        Assert.InRange(Median(latency, "firstToken"), PacedSimulator.FirstToken, PacedSimulator.FirstToken + 150);
        Assert.InRange(Median(latency, "betweenTokens"), PacedSimulator.BetweenTokens - 5, PacedSimulator.BetweenTokens + 10);
        Assert.InRange(Median(latency, "endToEnd"), PacedSimulator.FirstToken + (9 * PacedSimulator.BetweenTokens) - 5, PacedSimulator.FirstToken + (9 * PacedSimulator.BetweenTokens) + 250);
    }

    [Theory]
    [InlineData("--no-stream")]
    [InlineData("--endpoint completions")]
    public async Task Request_OfAnotherForm_IsAnswered(string form)
    {
        var answer = await CallAsync(["--rate", "20", "--for", "500ms", "--output-tokens", "3", "--format", "json", .. form.Split(' ')]);

        using var json = JsonDocument.Parse(answer.Output);
        var done = json.RootElement.GetProperty("requests").GetProperty("done").GetInt32();
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(3 * done, json.RootElement.GetProperty("tokens").GetProperty("output").GetInt32());
        Assert.Equal(form == "--no-stream" ? 0 : done, Count(json.RootElement.GetProperty("latencyMilliseconds"), "firstToken"));
    }

    [Fact]
    public async Task Concurrency_ReachedAllTheTime_HoldsBackAndSaysSoAndCountsFromWhenDue()
    {
        var answer = await CallAsync("--rate", "40", "--for", "2s", "--seed", "3", "--concurrency", "2", "--output-tokens", "2", "--format", "json");

        using var json = JsonDocument.Parse(answer.Output);
        var (requests, latency) = (json.RootElement.GetProperty("requests"), json.RootElement.GetProperty("latencyMilliseconds"));
        var (sent, neverSent) = (requests.GetProperty("sent").GetInt32(), requests.GetProperty("neverSent").GetInt32());
        Assert.Equal(0, answer.ExitCode);

        // Two at a time, each at least 170 ms: no more than 24 in 2 s, where 80 are due.
        Assert.InRange(sent, 2, 26);
        Assert.Equal(PacedSimulator.DueWithin(rate: 40, seconds: 2, seed: 3), sent + neverSent);
        Assert.InRange(Count(latency, "heldBack"), sent - 4, sent);
        Assert.True(Median(latency, "endToEnd") > 400);
    }

    [Fact]
    public async Task UnknownModel_OnTheFirstRequest_EndsTheRunAndListsTheModels()
    {
        var clock = Stopwatch.StartNew();
        var answer = await _aistack.CallAsync("load", "--target", $"{simulator.Address}/v1/", "--model", "chat-7b", "--rate", "50", "--for", "10m");

        Assert.Equal((2, $"aistack: {simulator.Address}/v1 has no model 'chat-7b'. It has 'chat': name one with --model.\n"), (answer.ExitCode, answer.Errors));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task FailingServer_OfAllRequests_ExitsWith1AndTellsHowManyAndWhy()
    {
        using var failing = await SimulatorProgram.StartAsync("--fail-rate", "1");

        var answer = await _aistack.CallAsync("load", "--target", failing.Address, "--model", "chat", "--rate", "30", "--for", "1s", "--seed", "2");

        var sent = PacedSimulator.DueWithin(rate: 30, seconds: 1, seed: 2);
        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        Assert.Matches($@"\n{sent} requests sent in 1\.0 s \([0-9.]+/s\): 0 done, {sent} failed\.\n", answer.Output);
        Assert.Matches($@"\nfailed {sent} x 500: [^\n]+\n", answer.Output);
    }

    [Fact]
    public async Task Key_OfTheCallOrTheEnvironment_IsSent()
    {
        using var closed = await SimulatorProgram.StartAsync("--api-key", "letmein");
        var load = $"$AISTACK load --target {closed.Address} --model chat --rate 20 --for 300ms --seed 4 --output-tokens 1";

        Assert.Contains(" x 401: ", (await _aistack.ShellAsync($"AISTACK_API_KEY=wrong {load}")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _aistack.ShellAsync($"AISTACK_API_KEY=letmein OPENAI_API_KEY=wrong {load}")).ExitCode);
        Assert.Equal(0, (await _aistack.ShellAsync($"AISTACK_API_KEY= OPENAI_API_KEY=letmein {load}")).ExitCode);
        Assert.Equal(0, (await _aistack.ShellAsync($"OPENAI_API_KEY=wrong {load} --api-key letmein")).ExitCode);
        Assert.Equal(0, (await _aistack.ShellAsync($"{load} --api-key wrong --header 'Authorization: Bearer letmein'")).ExitCode);
    }

    [Fact]
    public async Task Embeddings_AskedFor_AreMeasuredEndToEnd()
    {
        using var embedding = await SimulatorProgram.StartAsync("--runner", "pooling");

        var answer = await _aistack.CallAsync("load", "--target", embedding.Address, "--model", "chat", "--endpoint", "embeddings", "--rate", "30", "--for", "500ms");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.Matches(@"\nAnswered: [0-9.]+ requests/s, [0-9.]+ prompt tokens/s\.\n", answer.Output);
        Assert.DoesNotContain("first token", answer.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _aistack.Dispose();

    private Task<Answer> CallAsync(params string[] arguments) => _aistack.CallAsync(["load", "--target", simulator.Address, "--model", "chat", .. arguments]);

    private static int Count(JsonElement latencies, string name) => latencies.GetProperty(name).GetProperty("count").GetInt32();

    private static double Median(JsonElement latencies, string name) => latencies.GetProperty(name).GetProperty("p50").GetDouble();
}
