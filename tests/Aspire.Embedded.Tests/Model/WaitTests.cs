using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Embedded.Tests.Model;

public sealed class WaitTests : ModelTest
{
    [Fact]
    public async Task WaitFor_DependencyUnhealthy_WaitsUntilItsCheckPasses()
    {
        var isHealthy = false;
        Builder.Services.AddHealthChecks().AddCheck("db-check", () => isHealthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        var db = AddProgram("db").WithHealthCheck("db-check");
        AddProgram("api").WaitFor(db);

        var (application, _) = await StartAsync();
        var notifications = application.ResourceNotifications;
        await notifications.WaitForResourceAsync("api", KnownResourceStates.Waiting, TimeLimit);
        await notifications.WaitForResourceAsync("db", change => change.Snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy, Description: "not yet" }], TimeLimit);
        Assert.True(notifications.TryGetCurrentState("api", out var waiting));
        Assert.Equal(KnownResourceStates.Waiting, waiting.Snapshot.State?.Text);

        isHealthy = true;
        await notifications.WaitForResourceAsync("api", KnownResourceStates.Running, TimeLimit);
        Assert.True(notifications.TryGetCurrentState("db", out var db2));
        Assert.Equal(HealthStatus.Healthy, db2.Snapshot.HealthStatus);
    }

    [Fact]
    public async Task Health_OfAPart_IsAlsoThatOfWhatItIsPartOf()
    {
        var isHealthy = false;
        Builder.Services.AddHealthChecks()
            .AddCheck("server-check", () => isHealthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy())
            .AddCheck("database-check", () => HealthCheckResult.Healthy());
        var server = AddProgram("server").WithHealthCheck("server-check");
        Builder.AddResource(new Part("database", server.Resource)).WithHealthCheck("database-check")
            .OnInitializeResource((part, started, _) => started.Notifications.PublishUpdateAsync(part, snapshot => snapshot with { State = KnownResourceStates.Running }));

        var (application, _) = await StartAsync();
        var reported = await application.ResourceNotifications.WaitForResourceAsync("database", change => change.Snapshot.HealthReports.All(report => report.Status is not null), TimeLimit);
        Assert.Equal(["database-check", "server-check"], reported.Snapshot.HealthReports.Select(report => report.Name).Order());
        Assert.Equal(HealthStatus.Unhealthy, reported.Snapshot.HealthStatus);

        isHealthy = true;
        await application.ResourceNotifications.WaitForResourceHealthyAsync("database", TimeLimit);
    }

    [Fact]
    public async Task WaitFor_SubscriberOfReady_IsWaitedForToo()
    {
        var opened = new TaskCompletionSource();
        var db = AddProgram("db").OnResourceReady((_, _, _) => opened.Task);
        AddProgram("api").WaitFor(db);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("db", KnownResourceStates.Running, TimeLimit);
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Waiting, TimeLimit);
        await Task.Delay(200, TimeLimit);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("api", out var api));
        Assert.Equal(KnownResourceStates.Waiting, api.Snapshot.State?.Text);

        opened.SetResult();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Running, TimeLimit);
    }

    [Fact]
    public async Task WaitFor_SubscriberOfReadyFails_IsSaidAndTheWaitEnds()
    {
        var db = AddProgram("db").OnResourceReady((_, _, _) => throw new InvalidOperationException("no schema"));
        AddProgram("api").WaitFor(db);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.FailedToStart, TimeLimit);
        var log = await application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(db.Resource).SelectMany(lines => lines).ToListAsync(TimeLimit);
        Assert.Contains(log, line => line.IsErrorMessage && line.Content.Contains("no schema", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "Running")]
    [InlineData(3, "FailedToStart")]
    public async Task WaitForCompletion_DependencyEnds_StartsOnlyAfterTheExpectedExitCode(int exitCode, string expectedState)
    {
        var migration = AddProgram("migration");
        AddProgram("api").WaitForCompletion(migration);

        var (application, engine) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Waiting, TimeLimit);
        await application.ResourceNotifications.WaitForResourceAsync("migration", KnownResourceStates.Running, TimeLimit);
        await engine.EndAsync(migration.Resource, exitCode);

        var state = await application.ResourceNotifications.WaitForResourceAsync("api", [KnownResourceStates.Running, KnownResourceStates.FailedToStart], TimeLimit);
        Assert.Equal(expectedState, state);
    }

    [Fact]
    public async Task WaitFor_DependencyCannotStart_FailsWithoutADashboardAndSaysWhy()
    {
        var broken = AddProgram("broken").OnBeforeResourceStarted((_, _, _) => throw new DistributedApplicationException("no"));
        var api = AddProgram("api").WaitFor(broken);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.FailedToStart, TimeLimit);

        var log = await application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(api.Resource).SelectMany(lines => lines).ToListAsync(TimeLimit);
        Assert.Contains(log, line => line.IsErrorMessage && line.Content.EndsWith("Dependency resource 'broken' failed to start.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WaitFor_DependencyCannotStartButMayAgain_GoesOnWaiting()
    {
        var attempts = 0;
        var broken = AddProgram("broken").OnBeforeResourceStarted((_, _, _) => attempts++ == 0 ? throw new DistributedApplicationException("no") : Task.CompletedTask);
        AddProgram("api").WaitFor(broken, WaitBehavior.WaitOnResourceUnavailable);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("broken", KnownResourceStates.FailedToStart, TimeLimit);
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Waiting, TimeLimit);

        var result = await application.ResourceCommands.ExecuteCommandAsync(broken.Resource, KnownResourceCommands.StartCommand, TimeLimit);
        Assert.True(result.Success, result.Message);
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Running, TimeLimit);
    }

    [Fact]
    public async Task StartCommand_ResourceThatWaits_StopsWaiting()
    {
        var never = AddProgram("never").WithExplicitStart();
        var api = AddProgram("api").WaitFor(never);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Waiting, TimeLimit);
        await application.ResourceCommands.ExecuteCommandAsync(api.Resource, KnownResourceCommands.StartCommand, TimeLimit);

        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Running, TimeLimit);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("never", out var state));
        Assert.Equal(KnownResourceStates.NotStarted, state.Snapshot.State?.Text);
    }

    [Fact]
    public async Task WaitForResourceHealthyAsync_ResourceFails_ThrowsWhenItDoesNotOutlastThat()
    {
        AddProgram("broken").OnBeforeResourceStarted((_, _, _) => throw new DistributedApplicationException("no"));

        var (application, _) = await StartAsync();
        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.ResourceNotifications.WaitForResourceHealthyAsync("broken", TimeLimit));
        Assert.Contains("'broken'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WaitFor_Itself_IsRefused()
    {
        var api = AddProgram("api");
        Assert.Equal("The 'api' resource cannot wait for itself.", Assert.Throws<DistributedApplicationException>(() => api.WaitFor(api)).Message);
    }

    private sealed class Part(string name, IResource whole) : Resource(name), IResourceWithParent
    {
        public IResource Parent => whole;
    }
}
