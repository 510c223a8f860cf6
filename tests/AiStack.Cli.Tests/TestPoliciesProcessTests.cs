using System.Diagnostics;
using System.Globalization;

namespace AiStack.Cli.Tests;

/// <summary>What <c>aistack test-policies</c> starts ends with it, whatever happens.</summary>
public sealed class TestPoliciesProcessTests : IDisposable
{
    private readonly MarkedAistack _aistack = new();

    [Fact]
    public async Task Cases_AllAnswered_LeaveNoProcessAndNoFile()
    {
        _aistack.WriteStack(PolicyStacks.Passing);

        var answer = await _aistack.RunAsync();

        Assert.Equal(0, answer.ExitCode);
        AssertNothingIsLeft();
    }

    // A terminal's Ctrl-C reaches every process of its group, kill(1) only one.
    [Theory]
    [InlineData("-INT", true, "AiStack.Simulator")]
    [InlineData("-INT", true, "AiStack.Gateway gateway")]
    [InlineData("-TERM", false, "AiStack.Gateway gateway")]
    [InlineData("-HUP", false, "AiStack.Gateway gateway")]
    public async Task Signal_WhileProgramsStartOrACaseWaits_EndsEverything(string signal, bool isForAll, string running)
    {
        _aistack.WriteStack(PolicyStacks.Failing);
        using var process = _aistack.Start(("AiStack__Simulator__TimeToFirstToken", "300s"));
        var ended = MarkedAistack.EndAsync(process);
        await WaitForAsync(running);

        using (Process.Start("kill", [signal, "--", $"{(isForAll ? "-" : "")}{process.Id.ToString(CultureInfo.InvariantCulture)}"]))
        {
            Assert.Equal(new(1, "", "aistack: Interrupted before all cases had their answers. Everything that was started has ended.\n"), await ended);
        }

        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Program_ThatIsMissing_IsOneLineAnd2()
    {
        _aistack.WriteStack(PolicyStacks.Passing);

        var answer = await _aistack.RunAsync(("AiStack__Programs__gateway", "nowhere"));

        Assert.Equal(new(2, "", $"aistack: AiStack:Programs:gateway names 'nowhere', but there is no file '{Path.Combine(_aistack.Directory, "nowhere")}'.\n"), answer);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Program_ThatCannotBeRun_IsOneLineAnd1()
    {
        _aistack.WriteStack(PolicyStacks.Passing);

        var answer = await _aistack.RunAsync(("AiStack__Programs__simulator", "stack.yaml"));

        Assert.Equal((1, ""), (answer.ExitCode, answer.Output));
        Assert.Matches("^aistack: The simulator of model 'vllm/chat' cannot be started: [^\n]+\n$", answer.Errors);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Program_ThatEndsByItself_IsToldWithWhatItPrinted()
    {
        _aistack.WriteStack(PolicyStacks.Passing);
        _aistack.WriteProgram("simulator", "echo one; echo 'no licence' >&2; exit 3");

        var answer = await _aistack.RunAsync(("AiStack__Programs__simulator", "simulator"));

        Assert.Equal((1, ""), (answer.ExitCode, answer.Output));
        Assert.Matches("^aistack: The simulator of model 'vllm/chat' ended with exit code 3. It printed: [^\n]*no licence[^\n]*\n$", answer.Errors);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Environment_OfTheCaller_ChangesNoAnswer()
    {
        _aistack.WriteStack(PolicyStacks.Passing);

        var answer = await _aistack.RunAsync(("VLLM_API_KEY", "mine"), ("ASPNETCORE_URLS", "http://localhost:1"), ("HTTP_PROXY", "http://127.0.0.1:9"), ("ALL_PROXY", "http://127.0.0.1:9"));

        Assert.True(answer.ExitCode == 0, answer.Output);
    }

    public void Dispose() => _aistack.Dispose();

    private void AssertNothingIsLeft()
    {
        Assert.Empty(_aistack.Processes.Running());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_aistack.Temporary, "aistack-*"));
    }

    private async Task WaitForAsync(string command)
    {
        var clock = Stopwatch.StartNew();
        while (!_aistack.Processes.Running().Any(process => process.Command.Contains(command, StringComparison.Ordinal)))
        {
            Assert.True(clock.Elapsed < Aistack.Patience, $"'{command}' was not started.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
