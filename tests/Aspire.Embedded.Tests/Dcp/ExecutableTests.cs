using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;

namespace Aspire.Embedded.Tests.Dcp;

[Collection("dcp")]
public sealed class ExecutableTests(ITestOutputHelper output)
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "Scripts.AppHost");

    [Fact]
    public async Task Start_WebServerBehindAProxy_IsReachedAtItsEndpointAndShownWithItsValues()
    {
        var clock = Stopwatch.StartNew();
        IResourceBuilder<ExecutableResource>? web = null;
        await using var app = await RunningApp.StartAsync(builder =>
        {
            var key = builder.AddParameter("key", "s3cret", secret: true);
            web = builder.AddExecutable("web", s_program, ".", "--serve").WithHttpEndpoint(env: "PORT")
                .WithEnvironment("GREETING", "hello {{.Name}}").WithEnvironment("KEY", key).WithArgs(key);
        });
        output.WriteLine($"started after {clock.ElapsedMilliseconds} ms");
        var snapshot = await app.UntilAsync("web", snapshot => snapshot.State?.Text == "Running");
        await app.LineAsync(web!.Resource, "listening");
        output.WriteLine($"serving after {clock.ElapsedMilliseconds} ms");

        var endpoint = web!.GetEndpoint("http");
        using var http = new HttpClient { BaseAddress = new Uri(endpoint.Url) };
        Assert.Equal("hello {{.Name}}", await http.GetStringAsync("/GREETING", app.Limit));
        Assert.NotEqual(endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), await http.GetStringAsync("/PORT", app.Limit));

        Assert.Equal("Executable", snapshot.ResourceType);
        Assert.NotNull(snapshot.StartTimeStamp);
        Assert.Equal(["GREETING", "KEY", "PORT"], snapshot.EnvironmentVariables.Select(variable => variable.Name));
        Assert.Equal("KEY", Assert.Single(snapshot.EnvironmentVariables, variable => variable.IsSecret).Name);
        Assert.Equal(await http.GetStringAsync("/PORT", app.Limit), snapshot.EnvironmentVariables.Single(variable => variable.Name == "PORT").Value);
        Assert.Equal(s_program, Property(snapshot, "executable.path"));
        Assert.True(RunningProcess.Exists((int)Property(snapshot, "executable.pid")!));
        Assert.Equal([0, 1], (IEnumerable<int>)Property(snapshot, "resource.appArgsSensitivity")!);
        Assert.False(Assert.Single(snapshot.Urls, url => url.Name == "http").IsInactive);
    }

    [Fact]
    public async Task Start_ProgramThatCrashes_ShowsExitCodeAndLastLinesAndCanBeStartedAgain()
    {
        IResourceBuilder<ExecutableResource>? crasher = null;
        await using var app = await RunningApp.StartAsync(builder => crasher = builder.AddExecutable("crasher", "/bin/sh", ".", "-c", "echo working; echo 'out of memory' >&2; exit 7"));

        var first = await app.UntilAsync("crasher", KnownResourceStates.Finished);
        Assert.Equal(7, first.ExitCode);
        Assert.False((await app.LineAsync(crasher!.Resource, "working")).IsErrorMessage);
        Assert.True((await app.LineAsync(crasher.Resource, "out of memory")).IsErrorMessage);

        await app.Engine.StartResourceAsync(RunningApp.IdOf(crasher.Resource), app.Limit);
        var second = await app.UntilAsync("crasher", snapshot => snapshot.State?.Text == KnownResourceStates.Finished && snapshot.StartTimeStamp > first.StartTimeStamp);
        Assert.Equal(7, second.ExitCode);
    }

    [Fact]
    public async Task Start_ProgramThatDoesNotExist_FailsWithTheReasonInItsLog()
    {
        IResourceBuilder<ExecutableResource>? missing = null;
        await using var app = await RunningApp.StartAsync(builder => missing = builder.AddExecutable("missing", "/no/such/program", "."));

        await app.UntilAsync("missing", KnownResourceStates.FailedToStart);

        Assert.True((await app.LineAsync(missing!.Resource, "/no/such/program")).IsErrorMessage);
    }

    [Fact]
    public async Task Stop_ProgramWithAChild_EndsBothAndARestartGetsANewProcess()
    {
        IResourceBuilder<ExecutableResource>? parent = null;
        var stopped = new TaskCompletionSource();
        await using var app = await RunningApp.StartAsync(builder =>
        {
            parent = builder.AddExecutable("parent", "/bin/sh", ".", "-c", "sleep 300 & echo child $!; wait");
            parent.OnResourceStopped((_, _, _) =>
            {
                stopped.TrySetResult();
                return Task.CompletedTask;
            });
        });
        var running = await app.UntilAsync("parent", snapshot => snapshot.State?.Text == "Running");
        var child = int.Parse((await app.LineAsync(parent!.Resource, "child ")).Content.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);

        var clock = Stopwatch.StartNew();
        await app.Engine.StopResourceAsync(RunningApp.IdOf(parent.Resource), app.Limit);
        output.WriteLine($"stopped after {clock.ElapsedMilliseconds} ms");

        await app.UntilAsync("parent", snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
        await stopped.Task.WaitAsync(app.Limit);
        Assert.Null(ProcessTable.Find(child));

        clock.Restart();
        await app.Engine.StartResourceAsync(RunningApp.IdOf(parent.Resource), app.Limit);
        var again = await app.UntilAsync("parent", "Running");
        output.WriteLine($"started again after {clock.ElapsedMilliseconds} ms");
        Assert.NotEqual(Property(running, "executable.pid"), Property(again, "executable.pid"));
    }

    [Fact]
    public async Task Start_ExplicitlyStartedProgram_RunsOnlyWhenAsked()
    {
        IResourceBuilder<ExecutableResource>? later = null;
        await using var app = await RunningApp.StartAsync(builder => later = builder.AddExecutable("later", "/bin/sh", ".", "-c", "exec sleep 300").WithExplicitStart());
        await app.UntilAsync("later", KnownResourceStates.NotStarted);

        await app.Engine.StartResourceAsync(RunningApp.IdOf(later!.Resource), app.Limit);

        await app.UntilAsync("later", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Start_ProgramThatWaitsForAnother_RunsAfterItAndIsWaitingBefore()
    {
        // The programs tell the order themselves: DCP reckons when a process started from the time of boot, which an adjusted clock leaves behind.
        var directory = Directory.CreateTempSubdirectory("aistack-order-");
        var (gate, done, early) = (Path.Combine(directory.FullName, "gate"), Path.Combine(directory.FullName, "done"), Path.Combine(directory.FullName, "early"));
        try
        {
            await using var app = await RunningApp.StartAsync(builder =>
            {
                var first = builder.AddExecutable("first", "/bin/sh", ".", "-c", $"while [ ! -e {gate} ]; do sleep 0.1; done; touch {done}");
                builder.AddExecutable("second", "/bin/sh", ".", "-c", $"[ -e {done} ] || touch {early}; exec sleep 300").WaitForCompletion(first);
            });
            await app.UntilAsync("second", KnownResourceStates.Waiting);

            await File.WriteAllTextAsync(gate, "", app.Limit);

            await app.UntilAsync("first", KnownResourceStates.Finished);
            await app.UntilAsync("second", KnownResourceStates.Running);
            Assert.True(File.Exists(done));
            Assert.False(File.Exists(early));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Stop_ApplicationWithStubbornProgram_LeavesNothingWithinFourSeconds()
    {
        await using var app = await RunningApp.StartAsync(builder =>
        {
            builder.AddExecutable("stubborn", "/bin/sh", ".", "-c", "trap '' TERM; while :; do sleep 0.2; done");
            builder.AddExecutable("parent", "/bin/sh", ".", "-c", "sleep 300 & sleep 301");
            builder.AddExecutable("polite", "/bin/sh", ".", "-c", "exec sleep 300");
        });
        var processes = new List<int>();
        foreach (var name in new[] { "stubborn", "parent", "polite" })
        {
            processes.Add((int)Property(await app.UntilAsync(name, "Running"), "executable.pid")!);
        }

        var folder = app.SessionFolder;
        var clock = Stopwatch.StartNew();
        await app.StopAsync();
        output.WriteLine($"stopped after {clock.ElapsedMilliseconds} ms");

        Assert.False(Directory.Exists(folder));
        Assert.All(processes, id => Assert.False(RunningProcess.Exists(id)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
        await Eventually.HoldsAsync(() => DcpProcesses.WorkingIn(folder).Count == 0, TimeSpan.FromSeconds(4));
    }

    private static object? Property(CustomResourceSnapshot snapshot, string name) => snapshot.Properties.SingleOrDefault(property => property.Name == name)?.Value;
}
