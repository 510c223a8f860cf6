using Aspire.Hosting.Dcp;

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>Against small scripts that answer as a container CLI in that situation does.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ContainerRuntimeProbeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("container-runtime-probe-tests-");

    [Fact]
    public async Task Obstacle_NewCliAndOldEngine_IsNone() =>
        Assert.Null(await ObstacleAsync("echo 28.2.2 20.10.24+dfsg1"));

    [Fact]
    public async Task Obstacle_OldCli_NamesBothVersions() =>
        Assert.Equal("the Docker CLI is version 20.10.24, and 25 or newer is needed", await ObstacleAsync("echo 20.10.24 20.10.24"));

    [Fact]
    public async Task Obstacle_EngineIsDown_SaysWhatTheCliSaid()
    {
        var obstacle = await ObstacleAsync("echo '28.2.2 '; echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.' >&2; exit 1");

        Assert.EndsWith("Cannot connect to the Docker daemon at unix:///var/run/docker.sock", obstacle, StringComparison.Ordinal);
        Assert.StartsWith("no engine answers", obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Obstacle_EngineHangs_IsSaidAfterASecond() =>
        Assert.EndsWith("did not answer within 1 s", await ObstacleAsync("exec sleep 30"), StringComparison.Ordinal);

    [Fact]
    public async Task Obstacle_NoSuchProgram_NamesIt() =>
        Assert.Equal("there is no program 'docker-that-nobody-has' on the PATH", await ContainerRuntimeProbe.ObstacleAsync("docker-that-nobody-has", TestContext.Current.CancellationToken));

    private Task<string?> ObstacleAsync(string script)
    {
        var file = Path.Combine(_folder.FullName, "docker");
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return ContainerRuntimeProbe.ObstacleAsync(file, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
