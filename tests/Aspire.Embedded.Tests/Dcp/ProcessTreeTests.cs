using System.Diagnostics;
using Aspire.Hosting.Dcp;

namespace Aspire.Embedded.Tests.Dcp;

public sealed class ProcessTreeTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token;

    [Fact]
    public async Task End_ProgramThatLeavesAChild_EndsTheChildAtOnce()
    {
        using var shell = Shell("sleep 60 & echo $!; wait");
        var child = int.Parse((await shell.StandardOutput.ReadLineAsync(Limit))!, System.Globalization.CultureInfo.InvariantCulture);
        var tree = new ProcessTree(shell.Id);
        RunningProcess.Signal(shell.Id, RunningProcess.Terminate);

        var clock = Stopwatch.StartNew();
        await tree.EndAsync(Limit);

        Assert.True(clock.Elapsed < ProcessTree.Patience, $"It took {clock.Elapsed}.");
        Assert.Null(ProcessTable.Find(child));
    }

    [Fact]
    public async Task End_ProgramThatIgnoresSigterm_IsKilledWhenItsTimeIsUp()
    {
        using var shell = Shell("trap '' TERM; echo ready; while :; do sleep 0.2; done");
        await shell.StandardOutput.ReadLineAsync(Limit);
        var tree = new ProcessTree(shell.Id);
        RunningProcess.Signal(shell.Id, RunningProcess.Terminate);

        var clock = Stopwatch.StartNew();
        await tree.EndAsync(Limit);

        Assert.InRange(clock.Elapsed, ProcessTree.Patience, ProcessTree.Patience + TimeSpan.FromSeconds(1));
        Assert.True(shell.WaitForExit(1000));
    }

    private static Process Shell(string script) => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true })!;
}
