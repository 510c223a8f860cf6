using System.Globalization;

namespace AiStack.Cli.Tests.Load;

/// <summary>What is seen of a load while it runs, and when it is ended.</summary>
public sealed class LoadDisplayTests(PacedSimulator simulator) : IClassFixture<PacedSimulator>, IDisposable
{
    private readonly Aistack _aistack = new();

    [Fact]
    public async Task Text_ThroughAPipe_IsLinesAndASummary()
    {
        var answer = await _aistack.CallAsync("load", "--target", simulator.Address, "--model", "chat", "--rate", "4", "--for", "5500ms", "--seed", "1", "--output-tokens", "2-4");

        var sent = PacedSimulator.DueWithin(rate: 4, seconds: 5.5, seed: 1);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.StartsWith($"{simulator.Address}/v1/chat/completions: chat, 4 requests/s for 5s500ms, prompts of 100-400 tokens, answers of at most 2-4, streamed, seed 1.\n", answer.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n   0:05  sent \d+, running \d+, done \d+, failed 0 \| [0-9.]+ requests/s, [0-9.]+ tokens/s \| first token 1\d\d ms/[^|]+ \| between tokens [^|]+ \| end to end [^|]+\n", answer.Output);
        Assert.Contains($"\n{sent} requests sent in 5.5 s ({(sent / 5.5).ToString("0.0", CultureInfo.InvariantCulture)}/s): {sent} done, 0 failed.\n", answer.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nfirst token +1\d\d ms ", answer.Output);
        Assert.DoesNotContain('\e', answer.Output);
    }

    [Fact]
    public async Task Terminal_WhileItRuns_ShowsATableAndThenTheSummary()
    {
        var answer = await _aistack.ShellAsync($"script --quiet --return --command \"$AISTACK load --target {simulator.Address} --model chat --rate 20 --for 1500ms --output-tokens 3\" /dev/null");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("│ between tokens │", answer.Output, StringComparison.Ordinal);
        Assert.Matches(@"\d+ requests sent in 1\.5 s ", answer.Output);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_WhileItRuns_EndsItWithTheSummaryOfWhatThereIs(string signal)
    {
        var answer = await _aistack.ShellAsync($$"""
            set -m
            exec 2>/dev/null
            $AISTACK load --target {{simulator.Address}} --model chat --rate 20 --for 10m --output-tokens 2 >out 2>&1 & load=$!
            sleep 2; kill -{{signal}} $load; wait $load; code=$?
            cat out; exit $code
            """);

        Assert.Equal(0, answer.ExitCode);
        Assert.Matches(@"\nEnded early\. \d+ requests sent in [12]\.\d s \([0-9.]+/s\): \d+ done, 0 failed(, \d+ given up while they ran)?\.\n", answer.Output);
    }

    public void Dispose() => _aistack.Dispose();
}
