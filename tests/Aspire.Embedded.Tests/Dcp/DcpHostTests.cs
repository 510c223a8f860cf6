using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Dcp.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Embedded.Tests.Dcp;

[Collection("dcp")]
public sealed class DcpHostTests(ITestOutputHelper output)
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    [Fact]
    public async Task Start_RealDcp_AnswersAndRunsAProgramWhoseLogCanBeRead()
    {
        await using var host = new DcpHost(() => new DcpLaunch(DcpBinary.Path), NullLoggerFactory.Instance);
        var clock = Stopwatch.StartNew();
        var client = await host.StartAsync(Limit);
        output.WriteLine($"usable after {clock.ElapsedMilliseconds} ms");

        clock.Restart();
        await client.CreateAsync(Shell("speaker", "echo out; echo err >&2; exit 3"), Limit);
        var ended = await FirstAsync<ExecutableObject>(client, item => item.Status?.State == "Finished");
        output.WriteLine($"created, run and finished after {clock.ElapsedMilliseconds} ms");

        Assert.Equal(3, ended.Status!.ExitCode);
        Assert.EndsWith(" out", Assert.Single(await LogAsync(client, "stdout")), StringComparison.Ordinal);
        Assert.EndsWith(" err", Assert.Single(await LogAsync(client, "stderr")), StringComparison.Ordinal);
        await host.StopAsync(Limit);
    }

    [Fact]
    public async Task Stop_RunningProgram_LeavesNeitherFolderNorProcess()
    {
        await using var host = new DcpHost(() => new DcpLaunch(DcpBinary.Path), NullLoggerFactory.Instance);
        var client = await host.StartAsync(Limit);
        await client.CreateAsync(Shell("sleeper", "exec sleep 300"), Limit);
        var running = await FirstAsync<ExecutableObject>(client, item => item.Status?.State == "Running");
        var folder = host.SessionFolder!;
        Assert.Equal(2, DcpProcesses.WorkingIn(folder).Count);

        var clock = Stopwatch.StartNew();
        await host.StopAsync(Limit);
        output.WriteLine($"stopped after {clock.ElapsedMilliseconds} ms");

        Assert.False(Directory.Exists(folder));
        Assert.False(RunningProcess.Exists(running.Status!.Pid!.Value));
        await Eventually.HoldsAsync(() => DcpProcesses.WorkingIn(folder).Count == 0, TimeSpan.FromSeconds(5));
        Assert.False(host.Died.IsCompleted);
    }

    [Theory]
    [InlineData("start-apiserver")]
    [InlineData("run-controllers")]
    public async Task Died_OneOfItsProcessesIsKilled_IsNoticedWithinTwoSeconds(string which)
    {
        await using var host = new DcpHost(() => new DcpLaunch(DcpBinary.Path), NullLoggerFactory.Instance);
        var client = await host.StartAsync(Limit);
        await client.CreateAsync(Shell("orphan", "exec sleep 300"), Limit);
        var running = await FirstAsync<ExecutableObject>(client, item => item.Status?.State == "Running");
        var folder = host.SessionFolder!;
        var victim = DcpProcesses.WorkingIn(folder).Single(id => File.ReadAllText($"/proc/{id}/cmdline").Contains(which, StringComparison.Ordinal));

        using (var process = Process.GetProcessById(victim))
        {
            process.Kill();
        }

        await host.Died.WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await host.StopAsync(Limit);
        Assert.False(Directory.Exists(folder));
        await Eventually.HoldsAsync(() => !RunningProcess.Exists(running.Status!.Pid!.Value), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Start_FileThatIsNoDcp_SaysWhichFileAndWhatItSaid()
    {
        await using var host = new DcpHost(() => new DcpLaunch("/bin/false"), NullLoggerFactory.Instance);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => host.StartAsync(Limit));

        Assert.Contains("/bin/false", failure.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 1", failure.Message, StringComparison.Ordinal);
        await host.StopAsync(Limit);
        Assert.False(Directory.Exists(host.SessionFolder));
    }

    [Fact]
    public async Task Delete_RunningProgram_FreesItsNameAtOnce()
    {
        await using var host = new DcpHost(() => new DcpLaunch(DcpBinary.Path), NullLoggerFactory.Instance);
        var client = await host.StartAsync(Limit);
        await client.CreateAsync(Shell("again", "exec sleep 300"), Limit);
        var first = await FirstAsync<ExecutableObject>(client, item => item.Status?.State == "Running");

        await client.DeleteAsync<ExecutableObject>("again", Limit);
        await client.CreateAsync(Shell("again", "exec sleep 300"), Limit);
        var second = await FirstAsync<ExecutableObject>(client, item => item.Status?.State == "Running");

        Assert.NotEqual(first.Status!.Pid, second.Status!.Pid);
        await host.StopAsync(Limit);
    }

    [Fact]
    public async Task Create_SameNameTwice_IsRefusedWithDcpsReason()
    {
        await using var host = new DcpHost(() => new DcpLaunch(DcpBinary.Path), NullLoggerFactory.Instance);
        var client = await host.StartAsync(Limit);
        await client.CreateAsync(Shell("twin", "true"), Limit);

        var refusal = await Assert.ThrowsAsync<DcpApiException>(() => client.CreateAsync(Shell("twin", "true"), Limit));

        Assert.Equal(System.Net.HttpStatusCode.Conflict, refusal.Status);
        Assert.Contains("twin", refusal.Message, StringComparison.Ordinal);
        await host.StopAsync(Limit);
    }

    private static ExecutableObject Shell(string name, string script) => new()
    {
        Metadata = new DcpMetadata { Name = name },
        Spec = new ExecutableSpec { ExecutablePath = "/bin/sh", Args = ["-c", script] },
    };

    private static async Task<T> FirstAsync<T>(DcpClient client, Func<T, bool> holds) where T : DcpObject, IDcpObject<T>
    {
        await foreach (var change in DcpWatch.FollowAsync<T>(client, Limit))
        {
            if (change.Object is { } item && holds(item))
            {
                return item;
            }
        }

        throw new InvalidOperationException("A watch ends only by its limit.");
    }

    private static async Task<List<string>> LogAsync(DcpClient client, string source)
    {
        using var log = await client.OpenLogAsync<ExecutableObject>("speaker", source, follow: true, Limit);
        var lines = new List<string>();
        await foreach (var line in log.ReadAsync(Limit))
        {
            lines.Add(line);
        }

        return lines;
    }
}
