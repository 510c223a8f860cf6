namespace AiStack.Cli.Tests;

/// <summary>What is never ready while policies are tested. In a class of its own, so that its half minute is that of <see cref="HungAnswerTests"/>, too.</summary>
public sealed class HungStartTests : IDisposable
{
    private readonly MarkedAistack _aistack = new();

    [Fact]
    public async Task Program_ThatIsNeverReadyAndDoesNotListen_IsEndedAndTold()
    {
        _aistack.WriteStack(PolicyStacks.Passing);
        _aistack.WriteProgram("gateway", "trap '' TERM\necho thinking\nwhile :; do sleep 1; done");

        var answer = await _aistack.RunAsync(("AiStack__Programs__gateway", "gateway"));

        Assert.Equal((1, ""), (answer.ExitCode, answer.Output));
        Assert.Matches("^aistack: The (gateway of apisix 'apisix'|router of vllm 'vllm') was not ready after 30 s and is ended. It printed: thinking\n$", answer.Errors);
        Assert.Empty(await _aistack.Processes.WaitUntilGoneAsync(TimeSpan.FromSeconds(2)));
    }

    public void Dispose() => _aistack.Dispose();
}
