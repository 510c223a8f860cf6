using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Embedded.Tests.Model;

public sealed class NotificationTests : ModelTest
{
    [Fact]
    public async Task WatchAsync_ManyChangesAtOnce_SeesEachResourcesChangesInOrder()
    {
        const int changes = 200;
        var names = new[] { "a", "b", "c" };
        var resources = names.Select(name => Builder.AddParameter(name, "x").Resource).ToArray();
        var (application, _) = await StartAsync();

        var seen = names.ToDictionary(name => name, _ => new List<int>());
        var watching = Task.Run(async () =>
        {
            await foreach (var change in application.ResourceNotifications.WatchAsync(TimeLimit))
            {
                if (change.Snapshot.ExitCode is { } number)
                {
                    seen[change.Resource.Name].Add(number);
                    if (seen.Values.All(list => list.Contains(changes)))
                    {
                        return;
                    }
                }
            }
        }, TimeLimit);

        await Task.WhenAll(resources.Select(resource => Task.Run(async () =>
        {
            for (var i = 1; i <= changes; i++)
            {
                await application.ResourceNotifications.PublishUpdateAsync(resource, snapshot => snapshot with { ExitCode = i });
            }
        }, TimeLimit)));

        await watching.WaitAsync(TimeLimit);
        Assert.All(seen.Values, numbers => Assert.Equal(numbers.Order(), numbers));
    }

    [Fact]
    public async Task WaitForResourceAsync_TimeLimitReached_SaysWhereItGotStuck()
    {
        AddProgram("api").WithExplicitStart();
        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.NotStarted, TimeLimit);

        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Running, soon.Token));
        Assert.Contains("its last state is 'NotStarted'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_OfAResource_IsReplayedAndThenFollowedUntilItIsComplete()
    {
        var api = AddProgram("api");
        var (application, _) = await StartAsync();
        var logs = application.Services.GetRequiredService<ResourceLoggerService>();
        var log = logs.GetLogger(api.Resource);
        log.LogInformation("first");

        var lines = new List<LogLine>();
        var watching = Task.Run(async () =>
        {
            await foreach (var batch in logs.WatchAsync(api.Resource).WithCancellation(TimeLimit))
            {
                lines.AddRange(batch);
                if (lines.Count == 1)
                {
                    log.LogError("second");
                    logs.Complete(api.Resource);
                }
            }
        }, TimeLimit);

        await watching.WaitAsync(TimeLimit);
        Assert.Equal([(1, "first", false), (2, "second", true)], lines.Select(line => (line.LineNumber, line.Content.Split(' ', 2)[1], line.IsErrorMessage)));
    }

    [Fact]
    public async Task Unhealthy_AfterBeingReady_IsShownButRaisesReadyOnce()
    {
        var ready = 0;
        var isHealthy = true;
        Builder.Services.AddHealthChecks().AddCheck("check", () => isHealthy
            ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy()
            : Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Degraded());
        var api = AddProgram("api").WithHealthCheck("check").OnResourceReady((_, _, _) =>
        {
            Interlocked.Increment(ref ready);
            return Task.CompletedTask;
        });

        var (application, engine) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceHealthyAsync("api", TimeLimit);
        Assert.Equal(1, ready);

        // A restart is a new run: it has to become ready again.
        await engine.EndAsync(api.Resource, 0);
        var ended = await application.ResourceNotifications.WaitForResourceAsync("api", change => change.Snapshot.State?.Text == KnownResourceStates.Finished, TimeLimit);
        Assert.Null(ended.Snapshot.HealthStatus);
        Assert.Null(Assert.Single(ended.Snapshot.HealthReports).Status);

        isHealthy = false;
        await application.ResourceCommands.ExecuteCommandAsync("api", "start", TimeLimit);
        await application.ResourceNotifications.WaitForResourceAsync(
            "api", change => change.Snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded, TimeLimit);
        Assert.Equal(1, ready);

        isHealthy = true;
        await application.ResourceNotifications.WaitForResourceHealthyAsync("api", TimeLimit);
        Assert.Equal(2, ready);
    }
}
