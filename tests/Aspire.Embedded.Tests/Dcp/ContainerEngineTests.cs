using AiStack.Shared;

namespace Aspire.Embedded.Tests.Dcp;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ContainerEngineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("container-engine-tests-");

    [Theory]
    [InlineData("docker", 0, "28.2.2 20.10.24+dfsg1", "", null)]
    [InlineData("docker", 0, "25.0.0 25.0.0\n", "", null)]
    [InlineData("podman", 0, "4.3.1 4.3.1", "", null)]
    [InlineData("docker", 0, "20.10.24 20.10.24", "", "the docker command line is version 20.10.24, and 25 or newer is needed")]
    [InlineData("docker", 1, "28.2.2 ", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.\nIs it running?", "no docker engine answers (Cannot connect to the Docker daemon at unix:///var/run/docker.sock)")]
    [InlineData("podman", 125, "", "", "no podman engine answers")]
    public void Judge_Answer_IsAsDcpJudgesIt(string name, int exitCode, string output, string errors, string? obstacle) =>
        Assert.Equal(obstacle, ContainerEngine.Judge(name, exitCode, output, errors));

    [Theory]
    [InlineData("echo 28.2.2 20.10.24+dfsg1", null)]
    [InlineData("echo 20.10.24 20.10.24", "the docker command line is version 20.10.24, and 25 or newer is needed")]
    [InlineData("echo '28.2.2 '; echo 'Cannot connect to the Docker daemon.' >&2; exit 1", "no docker engine answers (Cannot connect to the Docker daemon)")]
    [InlineData("exec sleep 30", "the docker engine did not answer within 1 s")]
    public async Task FindObstacle_CommandAnswers_IsSaidInItsWords(string script, string? obstacle) =>
        Assert.Equal(obstacle, await ContainerEngine.FindObstacleAsync(Command(script), Cancellation));

    [Fact]
    public async Task FindObstacle_NoSuchCommand_NamesIt() =>
        Assert.Equal("the command 'docker-that-nobody-has' was not found", await ContainerEngine.FindObstacleAsync("docker-that-nobody-has", Cancellation));

    [Theory]
    [InlineData("""[ "$1 $2 $5" = "image inspect some/image:1" ]""", true)]
    [InlineData("exit 1", false)]
    [InlineData("exec sleep 30", false)]
    public async Task HasImage_CommandAnswers_IsWhatItsExitCodeSays(string script, bool expected) =>
        Assert.Equal(expected, await ContainerEngine.HasImageAsync(Command(script), "some/image:1", Cancellation));

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Command(string script)
    {
        var file = Path.Combine(_folder.FullName, "docker");
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }
}
