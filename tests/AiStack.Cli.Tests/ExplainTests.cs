namespace AiStack.Cli.Tests;

public sealed class ExplainTests : IDisposable
{
    private readonly Aistack _aistack = new();

    [Theory]
    [InlineData("AIS301")]
    [InlineData("ais301")]
    [InlineData("301")]
    public async Task Code_HoweverWritten_IsExplained(string code)
    {
        var answer = await _aistack.CallAsync("explain", code);

        Assert.Equal(0, answer.ExitCode);
        Assert.StartsWith("AIS301 These two cannot be linked (error)\n\nA link configures", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_Listed_CanEachBeExplainedAndAreInOrder()
    {
        var lines = (await _aistack.CallAsync("explain")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(lines.Length > 30);
        Assert.All(lines, line => Assert.Matches("^AIS[0-9]{3} (error  |warning) [^ ].*[^.]$", line));
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
    }

    public void Dispose() => _aistack.Dispose();
}
