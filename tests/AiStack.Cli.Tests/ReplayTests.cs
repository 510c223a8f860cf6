using System.Text.Json;

namespace AiStack.Cli.Tests;

public sealed class ReplayTests : IDisposable
{
    // One engine carries 10 requests a second of the recorded load: 20 at once, two seconds each.
    private const string Stack = """
        apiVersion: aistack/v1
        name: scaled
        components:
          gpus: { kind: nodepool, provider: gke, gpu_name: l4, gpus_per_node: 2, price_per_hour: 3 }
          vllm:
            kind: vllm
            nodepool: gpus
            gpu_request: 1
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 4096, extra_args: [--max-num-seqs=20] }
          prometheus: { kind: prometheus }
          keda: { kind: keda }
        links:
          - { from: prometheus, to: vllm, interval: 15s }
          - { from: keda, to: vllm/chat, scale_threshold: 5, keda_maxreplicacount: 3 }

        """;

    private const string Load = "seconds,requests_per_second,prompt_tokens,output_tokens\n0,1,400,101\n60,25,400,101\n660,1,400,101\n1800,1,400,101\n";

    private static readonly string[] s_speed = ["--time-to-first-token", "100ms", "--inter-token-latency", "19ms"];

    private readonly Aistack _aistack = new();

    public ReplayTests()
    {
        _aistack.Write("stack.yaml", Stack);
        _aistack.Write("load.csv", Load);
    }

    [Fact]
    public async Task RecordedLoad_Replayed_GoesToThreeAndBackAndSaysWhy()
    {
        var answer = await ReplayAsync("--load", "load.csv", "--start-up", "60s");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.Contains("0:01:30   1 of 2", answer.Output, StringComparison.Ordinal);
        Assert.Contains("; now 1 → 2\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("engines: 1 to 3", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("Wrote out/replay.json and out/replay.html.\n", answer.Output, StringComparison.Ordinal);
        using var json = await JsonAsync();
        var model = Assert.Single(json.RootElement.EnumerateArray());
        var steps = model.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal("vllm/chat", model.GetProperty("model").GetString());
        Assert.Equal([1, 2, 3, 2, 1], Runs(steps.Select(step => step.GetProperty("desired_replicas").GetInt32())));
        Assert.Equal([1, 2, 3, 2, 1], Runs(steps.Select(step => step.GetProperty("replicas").GetInt32())));
        Assert.All(steps, step => Assert.True(step.GetProperty("waiting").GetDouble() >= 0 && step.GetProperty("running").GetDouble() >= 0 && step.GetProperty("reason").GetString() is { Length: > 0 }));
        var summary = model.GetProperty("summary");
        Assert.Equal((2, 2), (summary.GetProperty("scale_ups").GetInt32(), summary.GetProperty("scale_downs").GetInt32()));

        // A node has two GPUs, and costs 3: an engine with one of them costs half.
        Assert.Equal(summary.GetProperty("gpu_hours").GetDouble() * 1.5, summary.GetProperty("cost").GetDouble(), 2);
    }

    [Fact]
    public async Task Load_ReplayedTwice_GivesTheSameBytes()
    {
        Assert.Equal(0, (await ReplayAsync("--load", "burst", "--for", "1h")).ExitCode);
        var (json, html) = (await ReadAsync("replay.json"), await ReadAsync("replay.html"));
        Assert.Equal(0, (await ReplayAsync("--load", "burst", "--for", "1h")).ExitCode);

        Assert.Equal((json, html), (await ReadAsync("replay.json"), await ReadAsync("replay.html")));
    }

    [Fact]
    public async Task Readme_OfReplays_ShowsWhatIsPrinted()
    {
        var section = (await File.ReadAllTextAsync(Path.Combine(Aistack.RepositoryRoot, "README.md"), TestContext.Current.CancellationToken)).Split("\n## Replay a load\n")[1].Split("\n## ")[0].Split("```");
        var call = section[1].Trim().Split(" -- ")[1].Replace("samples/", Path.Combine(Aistack.RepositoryRoot, "samples/"), StringComparison.Ordinal).Split(' ');
        var answer = await _aistack.CallAsync(call);

        Assert.Equal(0, answer.ExitCode);
        Assert.All(section[3].Trim().Split('\n'), line => Assert.Contains(line, answer.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_Written_NeedsNothingFromOutsideAndKnowsDarkness()
    {
        await ReplayAsync("--load", "step");
        var page = await ReadAsync("replay.html");

        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Equal(1, Count(page, "<svg"));
        foreach (var panel in (string[])["requests per second", "requests in the engines", "engines", "seconds to the first token", "GPU-hours so far; in the end "])
        {
            Assert.Contains($">{panel}", page, StringComparison.Ordinal);
        }

        var svg = page[page.IndexOf("<svg", StringComparison.Ordinal)..(page.IndexOf("</svg>", StringComparison.Ordinal) + 6)];
        System.Xml.Linq.XDocument.Parse(svg);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("step")]
    [InlineData("ramp")]
    [InlineData("burst")]
    [InlineData("day")]
    public async Task Pattern_WithoutAnythingElse_IsPlayed(string pattern)
    {
        var answer = await _aistack.CallAsync("replay", "stack.yaml", "--load", pattern);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.True(File.Exists(Path.Combine(_aistack.Directory, "replay.html")));
    }

    [Fact]
    public async Task Model_WithoutScaling_IsToldHowToGetIt()
    {
        _aistack.Write("stack.yaml", Stack.Split("  - { from: keda")[0]);

        Assert.Contains("! Nothing scales it: it has 1 engine all the time. To scale it, link it: `- { from: keda, to: vllm/chat }`.\n", (await ReplayAsync("--load", "step")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_TooLowForTheRule_SaysThatItNeverFires()
    {
        var answer = await ReplayAsync("--load", "constant", "--peak", "2", "--for", "10m");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("! The rule never fires, and need not: no request waits. One engine carries 7.96 requests per second, the load's peak is 2. To see it scale, play more: --peak 16.\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Threshold_AboveTheQueue_SaysWhichOneFires()
    {
        _aistack.Write("stack.yaml", Stack.Replace("scale_threshold: 5", "scale_threshold: 500000", StringComparison.Ordinal));
        var answer = await ReplayAsync("--load", "load.csv");

        Assert.Matches("! The rule never fires: 'waiting' reaches [0-9.]+ when looked at, [0-9.]+ for each engine, and scale_threshold is 500000. Lower scale_threshold to [0-9]+\\.\n", answer.Output);
    }

    [Theory]
    [InlineData("scale_metric: \"vllm:gpu_cache_usage_perc\"", "error AIS292", "! A replay does not know what vllm:gpu_cache_usage_perc counts, so in it the rule never fires.")]
    [InlineData("scale_metric: \"vllm:num_requests_running\"", "error AIS291", "One engine computes 20 requests at once, so it can never be more. Lower scale_threshold below 18")]
    public async Task Rule_ThatCannotFire_IsAnErrorAndIsPlayed(string metric, string error, string finding)
    {
        _aistack.Write("stack.yaml", Stack.Replace("scale_threshold: 5", $"scale_threshold: 20, {metric}", StringComparison.Ordinal));
        var answer = await ReplayAsync("--load", "load.csv");

        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        Assert.Contains(error, answer.Output, StringComparison.Ordinal);
        Assert.Contains(finding, answer.Output, StringComparison.Ordinal);
        Assert.Contains("\"steps\":[", await ReadAsync("replay.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_NobodyScrapes_IsAnErrorAndIsPlayed()
    {
        _aistack.Write("stack.yaml", Stack.Replace("  - { from: prometheus, to: vllm, interval: 15s }\n", "", StringComparison.Ordinal));
        var answer = await ReplayAsync("--load", "load.csv");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("AIS320", answer.Output, StringComparison.Ordinal);
        Assert.Contains("! The rule never fires: no prometheus scrapes it, so its metric is found nowhere. Add the link `- { from: prometheus, to: vllm }`.\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stack_WithoutModels_IsToldSo()
    {
        _aistack.Write("stack.yaml", "apiVersion: aistack/v1\nname: cache\ncomponents:\n  redis: { kind: redis }\n");

        Assert.Equal(new(1, "", "aistack: 'stack.yaml' has no model to replay. Add a component of kind vllm with models.\n"), await ReplayAsync("--load", "step"));
    }

    [Fact]
    public async Task WrongStack_Replayed_WritesNothing()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        Assert.Equal(new(1, $"stack.yaml:{Stacks.WrongLine}\n1 error in stack.yaml.\n", ""), await ReplayAsync("--load", "step"));
        Assert.False(Directory.Exists(Path.Combine(_aistack.Directory, "out")));
    }

    [Theory]
    [InlineData("", "load.csv:1: there is no header. Write seconds,requests_per_second in the first line.")]
    [InlineData("seconds,requests_per_second\n", "load.csv:2: there is no row. Write for example 0,5 below the header.")]
    [InlineData("seconds\n0\n", "load.csv:1: the column requests_per_second is missing. Write the header seconds,requests_per_second.")]
    [InlineData("seconds,request_per_second\n0,1\n", "load.csv:1: there is no column 'request_per_second'. Write requests_per_second.")]
    [InlineData("seconds;requests_per_second\n0;1\n", "load.csv:1: the columns are separated by ';'. Write commas, and decimals with a point.")]
    [InlineData("seconds,requests_per_second\n0,1\n5,many\n", "load.csv:3: requests_per_second is 'many'. Write a number from 0 to 1000000.")]
    [InlineData("seconds,requests_per_second\n0,-1\n", "load.csv:2: requests_per_second is '-1'. Write a number from 0 to 1000000.")]
    [InlineData("seconds,requests_per_second\n0,NaN\n", "load.csv:2: requests_per_second is 'NaN'. Write a number from 0 to 1000000.")]
    [InlineData("seconds,requests_per_second\n0.5,1\n", "load.csv:2: seconds is '0.5'. Write a whole number from 0 to 604799.")]
    [InlineData("seconds,requests_per_second\n0,1,5\n", "load.csv:2: there are 3 values, and 2 columns. Write one value for each of seconds,requests_per_second, decimals with a point.")]
    [InlineData("seconds,requests_per_second\n10,1\n\n10,2\n", "load.csv:4: seconds is 10, which is not after 10 of the row above. Put the rows in order, one for each time.")]
    public async Task WrongFile_Replayed_NamesTheLineAndWhatToMend(string text, string message)
    {
        _aistack.Write("load.csv", text);

        Assert.Equal(new(1, "", $"aistack: {message}\n"), await ReplayAsync("--load", "load.csv"));
    }

    [Fact]
    public async Task File_OfAnotherOrderAndWithAMark_IsRead()
    {
        _aistack.Write("load.csv", "\uFEFFrequests_per_second , seconds\r\n2,0\r\n0,30\r\n\r\n");
        Assert.Equal(0, (await ReplayAsync("--load", "load.csv")).ExitCode);
        using var json = await JsonAsync();
        var summary = json.RootElement[0].GetProperty("summary");

        Assert.Equal((60, 60), (summary.GetProperty("seconds").GetInt32(), summary.GetProperty("requests").GetDouble()));
    }

    [Fact]
    public async Task File_WithAPeakAndALength_IsScaledAndGoesOn()
    {
        _aistack.Write("load.csv", "seconds,requests_per_second\n0,2\n30,1\n");
        Assert.Equal(0, (await ReplayAsync("--load", "load.csv", "--peak", "4", "--for", "2m")).ExitCode);
        using var json = await JsonAsync();

        Assert.Equal((30 * 4) + (90 * 2), json.RootElement[0].GetProperty("summary").GetProperty("requests").GetDouble());
    }

    [Theory]
    [InlineData("There is no load 'stp'. Did you mean 'step'?", "--load", "stp")]
    [InlineData("There is no load 'unheard'. There are: constant, step, ramp, burst, day, or name a CSV file.", "--load", "unheard")]
    [InlineData("'--peak' takes requests per second above 0, such as 2.5, not '0'.", "--load", "step", "--peak", "0")]
    [InlineData("'--peak' takes requests per second above 0, such as 2.5, not '1,5'.", "--load", "step", "--peak", "1,5")]
    [InlineData("'--for': 'soon' is not a duration: there is no number before 'soon'. Write for example 20s, 5m, 1h30m or 500ms; a bare number means seconds.", "--load", "step", "--for", "soon")]
    [InlineData("'--for' takes 1s to 168h, not 0s.", "--load", "step", "--for", "0")]
    [InlineData("'--for' takes 1s to 168h, not 200h.", "--load", "step", "--for", "200h")]
    [InlineData("'--start-up' takes 0s to 24h, not 25h.", "--load", "step", "--start-up", "25h")]
    public async Task Options_ThatAreWrong_AreRefusedInALine(string message, params string[] options) =>
        Assert.Equal(new(2, "", $"aistack: {message}\n"), await _aistack.CallAsync(["replay", "stack.yaml", "-o", "out", .. options]));

    [Fact]
    public async Task Load_Missing_IsAWrongCall() => Assert.Equal(2, (await _aistack.CallAsync("replay", "stack.yaml")).ExitCode);

    [Fact]
    public async Task File_ThatIsNotThere_IsToldIn1() => Assert.Equal(
        new(1, "", "aistack: There is no file 'no.csv'. Name a CSV file, or one of: constant, step, ramp, burst, day.\n"), await ReplayAsync("--load", "no.csv"));

    public void Dispose() => _aistack.Dispose();

    private Task<Answer> ReplayAsync(params string[] options) => _aistack.CallAsync(["replay", "stack.yaml", "-o", "out", .. s_speed, .. options]);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_aistack.Directory, "out", name), TestContext.Current.CancellationToken);

    private async Task<JsonDocument> JsonAsync() => JsonDocument.Parse(await ReadAsync("replay.json"));

    private static IEnumerable<int> Runs(IEnumerable<int> values)
    {
        int? last = null;
        foreach (var value in values)
        {
            if (value != last)
            {
                yield return value;
            }

            last = value;
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
