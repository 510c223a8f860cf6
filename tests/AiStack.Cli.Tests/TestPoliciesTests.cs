using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiStack.Cli.Tests;

/// <summary><c>aistack test-policies</c> from the outside: real gateways, simulated models.</summary>
public sealed partial class TestPoliciesTests : IDisposable
{
    private readonly Aistack _aistack = new();

    public static TheoryData<string> SamplesWithCases =>
        [.. Directory.EnumerateFiles(Path.Combine(Aistack.RepositoryRoot, "samples"), "*.yaml").Where(path => File.ReadAllText(path).Contains("\npolicies:", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!).Order()];

    [Fact]
    public async Task Cases_ThatHold_ExitWith0AndATable()
    {
        _aistack.Write("stack.yaml", PolicyStacks.Passing);

        var answer = await _aistack.CallAsync("test-policies", "stack.yaml");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        var lines = answer.Output.Split('\n');
        Assert.Matches("^  name +gateway +route +expected +got +ms +verdict$", lines[0]);
        Assert.Matches("^  no key +apisix/ai +vllm/chat +401 +401 +[0-9]+ +passed$", lines[2]);
        Assert.Matches("^  guarded +apisix/ai +vllm/chat +400, with 'prohibited' +400 +[0-9]+ +passed$", lines[3]);
        Assert.Matches("^  answered +apisix/ai +vllm/chat +200, < 1000 tokens left, with 'assistant', without 'prohibited' +200, 9[0-9]{2} tokens left +[0-9]+ +passed$", lines[4]);
        Assert.EndsWith("\n\n3 cases hold.\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_ThatDoesNotHold_ExitsWith1AndSaysWhatCame()
    {
        _aistack.Write("stack.yaml", PolicyStacks.Failing);

        var answer = await _aistack.CallAsync("test-policies", "stack.yaml");

        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        Assert.Matches("\n  no key .* passed\n  hello is forbidden .* failed\n  guarded .* passed\n", answer.Output);
        Assert.Matches(
            "\n\nstack.yaml:18:5: hello is forbidden\n  Expected status 400, got 200.\n  Expected a body with 'prohibited' in it.\n  Expected fewer than 5 remaining tokens, got 9[0-9]{2}.\n  Body: {\"id\":\"chatcmpl-[^\n]{280,}…\n\n1 of 3 cases failed.\n$",
            answer.Output);
    }

    [Fact]
    public async Task Terminal_Cases_AreShownInColour()
    {
        _aistack.Write("stack.yaml", PolicyStacks.Failing);

        var answer = await _aistack.ShellAsync("script --quiet --return --command \"$AISTACK test-policies stack.yaml\" /dev/null");

        Assert.Equal(1, answer.ExitCode);
        Assert.Matches("\e\\[[0-9;]*mfailed\e\\[0m", answer.Output);
        Assert.Contains("\e[1mstack.yaml:18:5:\e[0m \e[31mhello is forbidden\e[0m", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PolicyStacks.EveryPolicy)]
    [InlineData(PolicyStacks.Providers)]
    public async Task Cases_ForEveryPolicyAndProvider_Hold(string stack)
    {
        _aistack.Write("stack.yaml", stack);

        var answer = await _aistack.CallAsync("test-policies", "stack.yaml");

        Assert.Equal("", answer.Errors);
        Assert.True(answer.ExitCode == 0, answer.Output);
        Assert.DoesNotContain(" not run", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SamplesWithCases))]
    public async Task Sample_ItsCases_Hold(string sample)
    {
        var answer = await _aistack.CallAsync("test-policies", Path.Combine(Aistack.RepositoryRoot, "samples", sample));

        Assert.Equal("", answer.Errors);
        Assert.True(answer.ExitCode == 0, answer.Output);
    }

    [Fact]
    public async Task Output_InTheReadme_IsWhatTheCommandPrints()
    {
        var block = Example().Match(await File.ReadAllTextAsync(Path.Combine(Aistack.RepositoryRoot, "README.md"), TestContext.Current.CancellationToken));

        var answer = await _aistack.CallAsync("test-policies", Path.Combine(Aistack.RepositoryRoot, block.Groups["file"].Value));

        Assert.Equal(WithoutTimes(block.Groups["output"].Value), WithoutTimes(answer.Output));
    }

    [Fact]
    public async Task Json_AskedFor_HasWhatWasExpectedAndWhatCame()
    {
        _aistack.Write("stack.yaml", PolicyStacks.Failing);

        var answer = await _aistack.CallAsync("test-policies", "stack.yaml", "--format", "json");

        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal((2, 1, 0), (Number("passed"), Number("failed"), Number("notRun")));
        var failed = json.RootElement.GetProperty("cases")[1];
        Assert.Equal(("hello is forbidden", "failed", 18), (failed.GetProperty("name").GetString(), failed.GetProperty("verdict").GetString(), failed.GetProperty("line").GetInt32()));
        Assert.Equal((400, 200), (failed.GetProperty("expected").GetProperty("status").GetInt32(), failed.GetProperty("got").GetProperty("status").GetInt32()));
        Assert.Equal(3, failed.GetProperty("failures").GetArrayLength());
        Assert.False(json.RootElement.GetProperty("cases")[0].GetProperty("got").TryGetProperty("remaining", out _));

        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
    }

    // The simulator repeats the question in its answer, in JSON with \" for each quote, and as a stream in several pieces.
    [Fact]
    public async Task Text_OfAStreamOrWithQuotes_IsFoundAsItIsSaid()
    {
        const string Case = "gateway: apisix/ai, key: { secret: team-key }, request: { messages: [{ role: user, content: 'Say \"hello\"' }], stream: ";
        _aistack.Write("stack.yaml", $$"""
            {{PolicyStacks.Simple}}policies:
              - { name: pieces, {{Case}}true }, expect: { status: 200, contains: 'Say "hello' } }
              - { name: whole, {{Case}}false }, expect: { status: 200, contains: 'Say "hello' } }
              - { name: not there, {{Case}}true }, expect: { not_contains: 'Say "hello' } }
            """);

        var answer = await _aistack.CallAsync("test-policies", "stack.yaml");

        Assert.Matches("\n  pieces .* passed\n  whole .* passed\n  not there .* failed\n", answer.Output);
    }

    // The same request gets the same answer, so each takes as many tokens: what is left falls by the same number, from the limit on.
    [Fact]
    public async Task RemainingTokens_AfterEachAnswer_AreThoseThatNobodyHasUsed()
    {
        const string Case = "gateway: apisix/ai, key: { secret: team-key }, request: { messages: [{ role: user, content: Hello }], stream: ";
        _aistack.Write("stack.yaml", $$"""
            {{PolicyStacks.Simple}}policies:
              - { name: one, {{Case}}false }, expect: { status: 200 } }
              - { name: two, {{Case}}false }, expect: { status: 200 } }
              - { name: three, {{Case}}true }, expect: { status: 200 } }
            """);

        using var json = JsonDocument.Parse((await _aistack.CallAsync("test-policies", "stack.yaml", "--format", "json")).Output);
        var left = json.RootElement.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("got").GetProperty("remaining").GetInt32()).ToList();

        var used = 1000 - left[0];
        Assert.True(used > 10);
        Assert.Equal([1000 - used, 1000 - (2 * used), 1000 - (3 * used)], left);
    }

    [Fact]
    public async Task Filter_OneCase_IsToldOfAloneAndFindsTheLimitsAsInTheWholeFile()
    {
        _aistack.Write("stack.yaml", PolicyStacks.EveryPolicy);

        var answer = await _aistack.CallAsync("test-policies", "stack.yaml", "--filter", "NO MORE tokens");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.Matches("\n  no more tokens .* 429, 0 tokens left .* passed\n", answer.Output);
        Assert.EndsWith("\n1 case holds.\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_OfNothing_Is2AndNamesTheCases()
    {
        _aistack.Write("stack.yaml", PolicyStacks.Passing);

        Assert.Equal(new(2, "", "aistack: No case has 'nobody' in its name. There are: 'no key', 'guarded', 'answered'.\n"), await _aistack.CallAsync("test-policies", "stack.yaml", "--filter", "nobody"));
    }

    [Fact]
    public async Task Environment_Named_IsTheOneTested()
    {
        _aistack.Write("stack.yaml", PolicyStacks.Passing + "environments:\n  open: { apisix/ai: { api_key: { secret: other-key } } }\n");

        var answer = await _aistack.CallAsync("test-policies", "stack.yaml", "--environment", "open");

        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        Assert.Matches("\n  answered .* 401 .* failed\n", answer.Output);
    }

    [Fact]
    public async Task AddressList_OfATestedGateway_IsNamedAsNotTested()
    {
        _aistack.Write("stack.yaml", PolicyStacks.EveryPolicy);

        Assert.Contains("\nNot tested: the addresses that apisix/one lets in.", (await _aistack.CallAsync("test-policies", "stack.yaml", "--filter", "no key")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stack_WithoutCases_ExitsWith0AndSaysHowToWriteOne()
    {
        _aistack.Write("stack.yaml", PolicyStacks.Simple);

        var (text, json) = (await _aistack.CallAsync("test-policies", "stack.yaml"), await _aistack.CallAsync("test-policies", "stack.yaml", "--format", "json"));

        Assert.Equal((0, ""), (text.ExitCode, text.Output));
        Assert.StartsWith("aistack: There are no cases in stack.yaml, so nothing was tested. Write some at its end, such as: policies: [{ name: ", text.Errors, StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse(json.Output).RootElement.GetProperty("cases").GetArrayLength());

        // What it says can be written so.
        _aistack.Write("stack.yaml", PolicyStacks.Simple + text.Errors[text.Errors.IndexOf("policies: [", StringComparison.Ordinal)..].Replace("vllm/qwen2-chat", "vllm/chat", StringComparison.Ordinal));
        Assert.Equal(0, (await _aistack.CallAsync("test-policies", "stack.yaml")).ExitCode);
    }

    [Fact]
    public async Task WrongStack_Tested_PrintsWhatCheckPrints()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        Assert.Equal(await _aistack.CallAsync("check", "stack.yaml"), await _aistack.CallAsync("test-policies", "stack.yaml"));
        Assert.Equal(await _aistack.CallAsync("check", "stack.yaml", "--format", "json"), await _aistack.CallAsync("test-policies", "stack.yaml", "--format", "json"));
        Assert.Equal(await _aistack.CallAsync("check", "missing.yaml"), await _aistack.CallAsync("test-policies", "missing.yaml"));
    }

    public void Dispose() => _aistack.Dispose();

    // Milliseconds differ from run to run, and with them the width of their column.
    private static string WithoutTimes(string output) => Time().Replace(Line().Replace(Blanks().Replace(output, " "), "─"), " ms $1");

    [GeneratedRegex(@"-- test-policies (?<file>\S+)\n```\n\n```\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(" [0-9]+ (passed|failed)")]
    private static partial Regex Time();

    [GeneratedRegex("─+")]
    private static partial Regex Line();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
