using AiStack.Hosting;
using Microsoft.Extensions.Hosting;

namespace AiStack.Components.Tests;

public sealed class PrivateDirectoryTests
{
    [Fact]
    public void Ensure_ARun_HasItUntilItsEnd()
    {
        using var run = new Lifetime();
        var directory = new PrivateDirectory();
        Assert.False(Directory.Exists(directory.Path));

        directory.Ensure(run);
        directory.Ensure(run);

        Assert.True(Directory.Exists(directory.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory.Path));
        }

        run.StopApplication();
        Assert.False(Directory.Exists(directory.Path));
    }

    [Fact]
    public void Ensure_BesideOthers_RemovesThoseOfDeadRunsOnly()
    {
        using var run = new Lifetime();
        var (alive, next, dead) = (new PrivateDirectory(), new PrivateDirectory(), new PrivateDirectory());
        alive.Ensure(run);
        Directory.CreateDirectory(dead.Path);
        File.WriteAllText(Path.Combine(dead.Path, "lock"), "");
        File.WriteAllText(Path.Combine(dead.Path, "apisix.json"), "{}");

        next.Ensure(run);

        Assert.False(Directory.Exists(dead.Path));
        Assert.True(Directory.Exists(alive.Path));
        run.StopApplication();
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopped = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => _stopped.Token;

        public void StopApplication() => _stopped.Cancel();

        public void Dispose() => _stopped.Dispose();
    }
}
