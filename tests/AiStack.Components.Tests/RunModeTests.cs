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

    [Theory]
    [InlineData("docker", 0, "28.2.2 20.10.24", "", null)]
    [InlineData("docker", 0, "25.0.0 25.0.0\n", "", null)]
    [InlineData("podman", 0, "4.3.1 4.3.1", "", null)]
    [InlineData("docker", 0, "20.10.24 20.10.24", "", "the docker command line is version 20.10.24, and 25 or newer is needed")]
    [InlineData("docker", 1, "28.2.2 ", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.\nIs it running?", "no docker engine answers (Cannot connect to the Docker daemon at unix:///var/run/docker.sock)")]
    [InlineData("podman", 125, "", "", "no podman engine answers")]
    public void ContainerEngine_Answer_IsJudgedAsDcpJudgesIt(string runtime, int exitCode, string output, string errors, string? obstacle) =>
        Assert.Equal(obstacle, ContainerEngine.Judge(runtime, exitCode, output, errors));

    [Fact]
    public void ContainerEngine_CommandMissing_IsAnObstacle() =>
        Assert.Equal("the command 'no-such-runtime' was not found", ContainerEngine.FindObstacle("no-such-runtime", "image:1"));
}
