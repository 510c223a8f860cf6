using AiStack.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Tests;

public sealed class CompositeStateTests
{
    [Theory]
    [InlineData("Running", "Running", "Starting", "FailedToStart")]
    [InlineData("Starting", "Finished", "Starting")]
    [InlineData("FailedToStart", "FailedToStart", "NotStarted")]
    [InlineData("Exited", "Exited", "NotStarted")]
    [InlineData("NotStarted", "NotStarted", "NotStarted")]
    [InlineData("Own words", "Own words")]
    public void State_OfSeveralParts_IsTheBestOfThem(string expected, params string[] parts)
    {
        var state = new CompositeState();
        for (var i = 0; i < parts.Length; i++)
        {
            state.Update($"part-{i}", Snapshot(parts[i]));
        }

        Assert.Equal(expected, state.State);
    }

    [Fact]
    public void State_WithoutParts_IsUnknownAndUnhealthy()
    {
        var state = new CompositeState();

        Assert.Null(state.State);
        Assert.False(state.AnyHealthy);
        Assert.Null(state.ExitCode);
    }

    [Fact]
    public void State_OfAPartThatCrashed_CarriesItsExitCodeUntilItRunsAgain()
    {
        var state = new CompositeState();
        state.Update("part", Snapshot("Exited") with { ExitCode = 139 });
        Assert.Equal(139, state.ExitCode);

        state.Update("part", Snapshot("Running"));
        Assert.Equal("Running", state.State);
        Assert.Null(state.ExitCode);
    }

    private static CustomResourceSnapshot Snapshot(string state) => new() { ResourceType = "Executable", Properties = [], State = state };
}
