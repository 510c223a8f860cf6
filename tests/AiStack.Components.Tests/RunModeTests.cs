using AiStack.Hosting;

namespace AiStack.Components.Tests;

public sealed class RunModeTests
{
    [Theory]
    [InlineData("embedded", RunMode.Embedded)]
    [InlineData("Containers", RunMode.Containers)]
    public void RunMode_AskedForByName_IsTakenWithoutAskingTheEngine(string configured, RunMode expected)
    {
        var decision = RunModeExtensions.Decide(configured, () => throw new InvalidOperationException("The engine was asked."));

        Assert.Equal(new RunModeDecision(expected, null), decision);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("auto")]
    public void RunMode_Auto_TakesContainersOnlyWhenNothingStandsInTheWay(string? configured)
    {
        Assert.Equal(RunMode.Containers, RunModeExtensions.Decide(configured, () => null).Mode);

        var embedded = RunModeExtensions.Decide(configured, () => "the command 'docker' was not found");
        Assert.Equal(RunMode.Embedded, embedded.Mode);
        Assert.Contains("the command 'docker' was not found", embedded.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void RunMode_Unknown_IsRefusedWithTheThreeThatThereAre()
    {
        var error = Assert.Throws<InvalidSettingException>(() => RunModeExtensions.Decide("kubernetes", () => null));

        Assert.Contains("'kubernetes'", error.Message, StringComparison.Ordinal);
        Assert.Contains("auto, containers or embedded", error.Message, StringComparison.Ordinal);
    }
}
