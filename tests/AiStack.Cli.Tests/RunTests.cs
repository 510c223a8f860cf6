namespace AiStack.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private readonly Aistack _aistack = new();

    [Fact]
    public async Task WrongStack_Run_PrintsWhatCheckPrintsAndStartsNothing()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        Assert.Equal(await _aistack.CallAsync("check", "stack.yaml"), await _aistack.CallAsync("run", "stack.yaml", "--AiStack:Run=embedded"));
    }

    [Fact]
    public async Task WrongSetting_Run_GetsOneLineAnd2()
    {
        _aistack.Write("stack.yaml", Stacks.Good);

        var answer = await _aistack.CallAsync("run", "stack.yaml", "--AiStack:Run=sideways");

        Assert.Equal(2, answer.ExitCode);
        Assert.Single(answer.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("sideways", answer.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--environment=prod")]
    [InlineData("--stack-enviroment=prod")]
    public async Task MisspeltOption_WithAValue_IsNoSetting(string argument)
    {
        _aistack.Write("stack.yaml", Stacks.Good);

        var answer = await _aistack.CallAsync("run", "stack.yaml", argument);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("For an environment of the stack file write --stack-environment NAME", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GoodStack_Run_ServesItsModelUntilCtrlC()
    {
        _aistack.Write("stack.yaml", Stacks.Good);
        await using var run = new RunningStack(_aistack.Directory);
        await run.WaitForLineAsync("Login to the dashboard at");
        using var client = new HttpClient();
        await run.WaitAsync("the router lists the model", async () =>
            (await client.GetStringAsync($"http://localhost:{run.RouterPort}/v1/models", TestContext.Current.CancellationToken)).Contains("Qwen/Qwen2-1.5B-Instruct", StringComparison.Ordinal));
        await run.WaitAsync("the dashboard answers", async () => (await client.GetStringAsync($"http://localhost:{run.DashboardPort}/health", TestContext.Current.CancellationToken)).Length > 0);

        Assert.Equal(0, await run.StopAsync());
        Assert.Equal("", run.Errors);
        Assert.Empty(await run.LeftAsync());
    }

    public void Dispose() => _aistack.Dispose();
}
