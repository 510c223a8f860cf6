using System.Net;
using System.Net.Sockets;

namespace AppHost.Tests;

/// <summary>Start and end of <c>dotnet run</c>, also when things go wrong.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task Run_CtrlC_LeavesNoProcessAndNoTemporaryFile()
    {
        await using var run = RunningAppHost.Start();
        await run.WaitUntilServingAsync();
        await run.WaitForLineAsync("Login to the dashboard at");

        run.PressCtrlC();

        Assert.Equal(0, await run.WaitForExitAsync());
        Assert.Empty(await run.WaitUntilGoneAsync(TimeSpan.FromSeconds(10)));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(run.TemporaryFolder), path => !IsRuntimesOwn(path));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task Run_SignalledWhileTheEngineIsLaunched_StopsInOrder(string signal)
    {
        AspireBuild.SkipIfOfficial("it listens to signals once it has started");
        await using var run = RunningAppHost.Start();
        while (!Directory.EnumerateDirectories(run.TemporaryFolder, "aspire-embedded-*").Any())
        {
            Assert.False(run.HasExited, run.Output);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        run.SignalAppHost(signal);

        Assert.True(await run.WaitForExitAsync() == 0, run.Output);
        Assert.Empty(await run.WaitUntilGoneAsync(TimeSpan.FromSeconds(10)));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(run.TemporaryFolder), path => !IsRuntimesOwn(path));
    }

    [Fact]
    public async Task Run_AppHostKilled_LeavesNoProcessAfterTenSeconds()
    {
        await using var run = RunningAppHost.Start();
        await run.WaitUntilServingAsync();

        run.KillAppHost();

        Assert.Empty(await run.WaitUntilGoneAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Run_RouterPortTaken_NamesPortHolderAndTheSettingThatMendsIt()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var port = ((IPEndPoint)squatter.LocalEndpoint).Port;

        await using var run = RunningAppHost.Start(routerPort: port);

        Assert.Equal(1, await run.WaitForExitAsync());
        Assert.Contains($"Port {port}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", run.Output, StringComparison.Ordinal);
        Assert.Contains("--AiStack:Ports:vllm=", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DashboardPortTaken_NamesPortAndTheSettingThatMendsIt()
    {
        AspireBuild.SkipIfOfficial("a dashboard that cannot start is a failed resource, and the run goes on");
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var port = ((IPEndPoint)squatter.LocalEndpoint).Port;

        await using var run = RunningAppHost.Start(null, null, $"--ASPNETCORE_URLS=http://localhost:{port}");

        Assert.Equal(1, await run.WaitForExitAsync());
        Assert.Contains($"{port}", run.Output, StringComparison.Ordinal);
        Assert.Contains("--ASPNETCORE_URLS", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--AiStack:Run=sideways", "AiStack:Run is 'sideways'")]
    [InlineData("--AiStack:Ports:vllm=eight", "AiStack:Ports:vllm is 'eight'")]
    [InlineData("--AiStack:Simulator:TimeToFirstToken=soon", "AiStack:Simulator:TimeToFirstToken is 'soon'")]
    [InlineData("--AiStack:Simulator:InterTokenLatency=-5", "AiStack:Simulator:InterTokenLatency is '-5'")]
    [InlineData("--AiStack:Simulator:Sed=1", "There is no setting AiStack:Simulator:Sed. Did you mean AiStack:Simulator:Seed?")]
    [InlineData("--AiStack:Prts:vllm=1", "There is no setting AiStack:Prts. Did you mean AiStack:Ports?")]
    [InlineData("--AiStack:Simulator:Seed=x", "AiStack:Simulator:Seed is 'x'")]
    [InlineData("--AiStack:Simulator:FailRate=7", "AiStack:Simulator:FailRate is '7'")]
    [InlineData("--AiStack:Models=foo", "AiStack:Models is 'foo'")]
    [InlineData("--AiStack:Programs:simulator=/nowhere", "AiStack:Programs:simulator names '/nowhere'")]
    public async Task Run_WrongSetting_IsOneLineAndExitCode2(string argument, string message)
    {
        await using var run = RunningAppHost.Start(null, null, argument);

        Assert.Equal(2, await run.WaitForExitAsync());
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutTheEngine_SaysWhatIsMissingAndBothWaysToProvideIt()
    {
        AspireBuild.SkipIfOfficial("a missing engine is an exception with its stack trace");
        var nowhere = new Dictionary<string, string> { ["ASPIRE_DCP_PATH"] = "/nowhere" };
        await using var run = RunningAppHost.Start(nowhere);

        Assert.Equal(1, await run.WaitForExitAsync());
        Assert.Contains("ASPIRE_DCP_PATH", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TemporaryFolderThatDcpCannotUse_IsOneLineThatNamesIt()
    {
        AspireBuild.SkipIfOfficial("it throws out of Run");

        // Too deep for a socket. (In one that cannot be written `dotnet run` itself fails before the AppHost is started.)
        var folder = Directory.CreateTempSubdirectory("aistack-" + new string('x', 100)).FullName;
        try
        {
            await using var run = RunningAppHost.Start(new Dictionary<string, string> { ["TMPDIR"] = folder });

            Assert.Equal(1, await run.WaitForExitAsync());
            Assert.Contains($"'{folder}/'", run.Output, StringComparison.Ordinal);
            Assert.Contains("TMPDIR", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("/dcp/dcp start-apiserver")]
    [InlineData("aspire-managed dashboard")]
    public async Task Run_EngineOrDashboardDies_SaysSoAndEndsWithAnError(string commandPart)
    {
        AspireBuild.SkipIfOfficial("the run goes on without them");
        await using var run = RunningAppHost.Start();
        await run.WaitUntilServingAsync();
        await run.WaitForLineAsync("Login to the dashboard at");
        var victim = Assert.Single(run.Processes(), process => process.Command.Contains(commandPart, StringComparison.Ordinal));

        System.Diagnostics.Process.GetProcessById(victim.Pid).Kill();

        Assert.NotEqual(0, await run.WaitForExitAsync());
        Assert.Contains(commandPart.Contains("dcp", StringComparison.Ordinal) ? "DCP" : "dashboard", run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await run.WaitUntilGoneAsync(TimeSpan.FromSeconds(15)));
    }

    // On a machine so busy that a program needs more than DCP's six seconds to end, DCP kills it, and the .NET runtime cannot take its diagnostic sockets away.
    private static bool IsRuntimesOwn(string path) => Path.GetFileName(path) is var name
        && (name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) || name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal));
}
