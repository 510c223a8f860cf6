using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>An application on a real DCP, without a dashboard and on free ports, that is stopped with the test.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly DistributedApplication _app;
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));

    private RunningApp(DistributedApplication app) => _app = app;

    internal CancellationToken Limit => _limit.Token;

    internal IServiceProvider Services => _app.Services;

    internal IResourceEngine Engine => Services.GetRequiredService<IResourceEngine>();

    internal string SessionFolder => Services.GetRequiredService<DcpHost>().SessionFolder!;

    internal static async Task<RunningApp> StartAsync(Action<IDistributedApplicationBuilder> describe, params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--DcpPublisher:RandomizePorts=true", .. args], DisableDashboard = true });
        describe(builder);
        var running = new RunningApp(builder.Build());
        try
        {
            await running._app.StartAsync(running.Limit);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the snapshot of a resource is as wanted.</summary>
    internal async Task<CustomResourceSnapshot> UntilAsync(string resource, Func<CustomResourceSnapshot, bool> holds)
    {
        var found = await _app.ResourceNotifications.WaitForResourceAsync(resource, change => holds(change.Snapshot), Limit);
        return found.Snapshot;
    }

    internal Task<CustomResourceSnapshot> UntilAsync(string resource, string state) => UntilAsync(resource, snapshot => snapshot.State?.Text == state);

    /// <summary>Waits until a resource has printed a line that contains a text.</summary>
    internal async Task<LogLine> LineAsync(IResource resource, string text)
    {
        await foreach (var batch in Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource).WithCancellation(Limit))
        {
            foreach (var line in batch.Where(line => line.Content.Contains(text, StringComparison.Ordinal)))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The log of '{resource.Name}' has ended without '{text}'.");
    }

    internal static string IdOf(IResource resource) => resource.GetInstanceId();

    internal Task StopAsync() => _app.StopAsync(Limit);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _limit.Dispose();
    }
}
