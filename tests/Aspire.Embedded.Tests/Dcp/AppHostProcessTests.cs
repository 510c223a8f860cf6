using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Dcp;

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>What a user sees, and what is left, when an AppHost or its DCP ends in unusual ways.</summary>
[Collection("dcp")]
public sealed class AppHostProcessTests(ITestOutputHelper output)
{
    private const string Sleeper = "exec sleep 300.125";

    [Fact]
    public async Task AppHost_KilledWithoutWarning_LeavesNothingAfterTenSeconds()
    {
        using var host = new AppHostProcess(["--Scripts:sleeper", Sleeper, "--Scripts:parent", "trap 'kill $!; exit' TERM; sleep 300.5 & wait"]);
        await host.PrintsAsync("sleeper is Running");
        await host.PrintsAsync("parent is Running");
        var folder = host.SessionFolder;
        var dcp = ProcessTable.Find(DcpProcesses.WorkingIn(folder)[0])!;
        var sessions = DcpProcesses.WorkingIn(folder).Select(id => ProcessTable.Find(id)!.Session).ToHashSet();
        Assert.Equal("dcp", dcp.Name);

        var clock = Stopwatch.StartNew();
        host.Kill();

        await Eventually.HoldsAsync(
            () => !Directory.Exists(folder) && !ProcessTable.Read().Exists(process => sessions.Contains(process.Session)),
            TimeSpan.FromSeconds(10));
        output.WriteLine($"nothing left after {clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task AppHost_InterruptedByTheUser_EndsWithExitCodeZeroAndLeavesNothing()
    {
        using var host = new AppHostProcess(["--Scripts:sleeper", Sleeper]);
        await host.PrintsAsync("sleeper is Running");
        var folder = host.SessionFolder;

        var clock = Stopwatch.StartNew();
        RunningProcess.Signal(host.Id, 2);
        await host.ExitsAsync(TimeSpan.FromSeconds(6));
        output.WriteLine($"ended after {clock.ElapsedMilliseconds} ms");

        Assert.Equal(0, host.ExitCode);
        Assert.False(Directory.Exists(folder));
        await Eventually.HoldsAsync(() => DcpProcesses.WorkingIn(folder).Count == 0, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task AppHost_WhoseDcpDies_SaysSoAndEndsWithAnError()
    {
        using var host = new AppHostProcess(["--Scripts:parent", "sleep 300.25 & echo $!; wait"]);
        await host.PrintsAsync("parent is Running");
        var folder = host.SessionFolder;
        var sessions = DcpProcesses.WorkingIn(folder).Select(id => ProcessTable.Find(id)!.Session).ToHashSet();

        foreach (var id in DcpProcesses.WorkingIn(folder))
        {
            RunningProcess.Signal(id, RunningProcess.Kill);
        }

        await host.ExitsAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(1, host.ExitCode);
        Assert.Contains("DCP, which runs the programs of this application, has ended unexpectedly", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
        await Eventually.HoldsAsync(() => !ProcessTable.Read().Exists(process => sessions.Contains(process.Session)), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task AppHost_WhosePortIsTaken_SaysWhoHasItInOneLineAndStartsNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        using var host = new AppHostProcess(["--DcpPublisher:RandomizePorts=false", "--Scripts:web", Sleeper, "--Ports:web", $"{port}"]);
        await host.ExitsAsync(TimeSpan.FromSeconds(15));

        Assert.Equal(1, host.ExitCode);
        var line = Assert.Single(host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"Port {port}, wanted by the endpoint 'http' of 'web', is taken by ", line, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppHost_StartedRightAfterItsPredecessorWasKilled_WaitsForThePort()
    {
        string[] args = ["--DcpPublisher:RandomizePorts=false", "--Scripts:web", Sleeper, "--Ports:web", $"{FreePort.Take([])}"];
        using var first = new AppHostProcess(args);
        await first.PrintsAsync("web is Running");

        using var rival = new AppHostProcess(args);
        await rival.ExitsAsync(TimeSpan.FromSeconds(15));
        Assert.Contains($"of another AppHost (process {first.Id})", rival.Output, StringComparison.Ordinal);

        first.Kill();
        using var second = new AppHostProcess(args);
        await second.PrintsAsync("web is Running");

        RunningProcess.Signal(second.Id, RunningProcess.Terminate);
        await second.ExitsAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task AppHost_WithoutContainerEngine_SaysWhyAndRunsItsPrograms()
    {
        using var host = new AppHostProcess(["--Scripts:sleeper", Sleeper, "--Images:box", "nothing:1"], ("DOCKER_HOST", "unix:///no/such/docker.sock"));

        await host.PrintsAsync("sleeper is Running");
        await host.PrintsAsync("box is RuntimeUnhealthy");
        await host.PrintsAsync("Containers cannot run: no docker engine answers");

        RunningProcess.Signal(host.Id, 2);
        await host.ExitsAsync(TimeSpan.FromSeconds(10));
    }
}
