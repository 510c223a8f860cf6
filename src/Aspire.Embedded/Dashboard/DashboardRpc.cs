using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Protocol;
using Grpc.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>The calls a dashboard makes to its AppHost.</summary>
internal sealed class DashboardRpc(
    ResourceFeed feed,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    DashboardSettings settings,
    ResourceServiceLifetime lifetime) : DashboardService.DashboardServiceBase
{
    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = settings.ApplicationName, MinDashboardVersion = "" });

    public override async Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        using var call = lifetime.Link(context);
        var (initial, subscription) = feed.Subscribe();
        using (subscription)
        {
            await call.RunAsync(async cancellationToken =>
            {
                await responseStream.WriteAsync(new() { InitialData = new() { Resources = { initial } } }, cancellationToken).ConfigureAwait(false);
                while (true)
                {
                    var changed = await subscription.ReadAsync(cancellationToken).ConfigureAwait(false);
                    var changes = new WatchResourcesChanges { Value = { changed.Select(resource => new WatchResourcesChange { Upsert = resource }) } };
                    await responseStream.WriteAsync(new() { Changes = changes }, cancellationToken).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }

    public override async Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        RequireKnown(request.ResourceName);
        using var call = lifetime.Link(context);
        await call.RunAsync(async cancellationToken =>
        {
            var batches = request.SuppressFollow ? logs.GetAllAsync(request.ResourceName) : logs.WatchAsync(request.ResourceName);
            await foreach (var lines in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var update in ConsoleLogBatch.Split(lines))
                {
                    await responseStream.WriteAsync(update, cancellationToken).ConfigureAwait(false);
                }
            }
        }).ConfigureAwait(false);
    }

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        RequireKnown(request.ResourceName);
        return CommandMessage.Create(await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, context.CancellationToken).ConfigureAwait(false));
    }

    /// <summary>Open and silent: nothing here asks the user questions, and a stream that ended would be opened again and again.</summary>
    public override async Task WatchInteractions(
        IAsyncStreamReader<WatchInteractionsRequestUpdate> requestStream, IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, ServerCallContext context)
    {
        using var call = lifetime.Link(context);
        await call.RunAsync(cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
    }

    private void RequireKnown(string resourceId)
    {
        if (!feed.Knows(resourceId))
        {
            throw new RpcException(new Status(StatusCode.NotFound, $"This AppHost has no resource '{resourceId}'."));
        }
    }
}
