using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Protocol;
using Grpc.Core;
using Protocol = Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Embedded.Tests.Dashboard;

public class ResourceServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryCall_WithoutTheKey_IsRefused()
    {
        await using var host = ResourceServerHost.Start();
        host.Publish("chat");
        Metadata wrong = new() { { "x-resource-service-api-key", host.Keys.OtlpApiKey } };

        foreach (var headers in new Metadata?[] { null, wrong })
        {
            var unary = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.GetApplicationInformationAsync(new(), headers, cancellationToken: Cancellation));
            using var resources = host.Client.WatchResources(new(), headers, cancellationToken: Cancellation);
            var stream = await Assert.ThrowsAsync<RpcException>(() => resources.ResponseStream.MoveNext(Cancellation));
            using var interactions = host.Client.WatchInteractions(headers, cancellationToken: Cancellation);
            var duplex = await Assert.ThrowsAsync<RpcException>(() => interactions.ResponseStream.MoveNext(Cancellation));

            Assert.All([unary, stream, duplex], error => Assert.Equal(StatusCode.Unauthenticated, error.StatusCode));
        }
    }

    [Fact]
    public async Task GetApplicationInformation_AnyDashboard_TellsTheApplicationName()
    {
        await using var host = ResourceServerHost.Start();

        var information = await host.Client.GetApplicationInformationAsync(new(), host.Key, cancellationToken: Cancellation);

        Assert.Equal(("test", ""), (information.ApplicationName, information.MinDashboardVersion));
    }

    [Fact]
    public async Task WatchResources_ResourcesChangeAfterwards_SendsAllThenOnlyTheChanges()
    {
        await using var host = ResourceServerHost.Start();
        host.Publish("chat");
        host.Publish("router");
        using var call = host.Client.WatchResources(new(), host.Key, cancellationToken: Cancellation);

        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(["chat", "router"], call.ResponseStream.Current.InitialData.Resources.Select(resource => resource.DisplayName));

        host.Publish("router", "Running");
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        var change = Assert.Single(call.ResponseStream.Current.Changes.Value);
        Assert.Equal(("router", "Running"), (change.Upsert.DisplayName, change.Upsert.State));
    }

    [Fact]
    public async Task WatchResources_NothingPublishedYet_StartsWithAnEmptySnapshot()
    {
        await using var host = ResourceServerHost.Start();
        using var call = host.Client.WatchResources(new(), host.Key, cancellationToken: Cancellation);

        Assert.True(await call.ResponseStream.MoveNext(Cancellation));

        Assert.Equal(WatchResourcesUpdate.KindOneofCase.InitialData, call.ResponseStream.Current.KindCase);
        Assert.Empty(call.ResponseStream.Current.InitialData.Resources);
    }

    [Fact]
    public async Task WatchResources_OneReaderDoesNotRead_TheOtherSeesEveryLatestState()
    {
        await using var host = ResourceServerHost.Start();
        using var idle = host.Client.WatchResources(new(), host.Key, cancellationToken: Cancellation);
        using var call = host.Client.WatchResources(new() { IsReconnect = true }, host.Key, cancellationToken: Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        var padding = new string('x', 10_000);

        for (var i = 0; i <= 2_000; i++)
        {
            host.Publish("chat", $"{i} {padding}");
        }

        string state;
        do
        {
            Assert.True(await call.ResponseStream.MoveNext(Cancellation));
            state = call.ResponseStream.Current.Changes.Value[^1].Upsert.State;
        }
        while (!state.StartsWith("2000 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WatchResources_ServerStops_StreamEndsAtOnce()
    {
        var host = ResourceServerHost.Start();
        using var call = host.Client.WatchResources(new(), host.Key, cancellationToken: Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));

        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(3), Cancellation);
    }

    [Fact]
    public async Task WatchResources_SnapshotIsPublishedToTheApplication_ReachesTheDashboard()
    {
        await using var host = ResourceServerHost.Start();
        using var call = host.Client.WatchResources(new(), host.Key, cancellationToken: Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));

        await host.Notifications.PublishUpdateAsync(new ContainerResource("qdrant"), "qdrant-abcdefgh", snapshot => snapshot with { State = "Running" });

        Protocol.Resource seen;
        do
        {
            Assert.True(await call.ResponseStream.MoveNext(Cancellation));
            seen = call.ResponseStream.Current.Changes.Value[^1].Upsert;
        }
        while (seen.State != "Running");
        Assert.Equal(("qdrant-abcdefgh", "qdrant"), (seen.Name, seen.DisplayName));
    }

    [Fact]
    public async Task WatchResourceConsoleLogs_LinesBeforeAndAfter_ArriveInOrderWithTheirStream()
    {
        await using var host = ResourceServerHost.Start();
        host.Publish("chat");
        host.Logs.Append("chat", [("one", false), ("two", true)]);
        using var call = host.Client.WatchResourceConsoleLogs(new() { ResourceName = "chat" }, host.Key, cancellationToken: Cancellation);

        var lines = await ReadAsync(call.ResponseStream, 2);
        host.Logs.Append("chat", [("three", false)]);
        lines = [.. lines, .. await ReadAsync(call.ResponseStream, 1)];

        Assert.Equal([1, 2, 3], lines.Select(line => line.LineNumber));
        Assert.Equal([false, true, false], lines.Select(line => line.IsStdErr));
        Assert.Equal(["one", "two", "three"], lines.Select(line => line.Text.Split(' ')[^1]));
    }

    [Fact]
    public async Task WatchResourceConsoleLogs_NotFollowed_EndsAfterTheBacklog()
    {
        await using var host = ResourceServerHost.Start();
        host.Publish("chat");
        host.Logs.Append("chat", [("one", false)]);
        using var call = host.Client.WatchResourceConsoleLogs(new() { ResourceName = "chat", SuppressFollow = true }, host.Key, cancellationToken: Cancellation);

        Assert.Single(await ReadAsync(call.ResponseStream, int.MaxValue));
    }

    [Fact]
    public async Task ExecuteResourceCommand_CommandSucceedsOrFails_TellsKindAndMessage()
    {
        await using var host = ResourceServerHost.Start();
        var resource = new ContainerResource("qdrant");
        resource.Annotations.Add(Command("seed", CommandResults.Success("seeded")));
        resource.Annotations.Add(Command("break", CommandResults.Failure("no disk")));
        resource.Annotations.Add(Command("leave", CommandResults.Canceled()));
        await host.Notifications.PublishUpdateAsync(resource, "qdrant", snapshot => snapshot with { State = "Running" });
        host.Publish("qdrant");

        Assert.Equal((ResourceCommandResponseKind.Succeeded, "seeded"), await ExecuteAsync("seed"));
        Assert.Equal((ResourceCommandResponseKind.Failed, "no disk"), await ExecuteAsync("break"));
        Assert.Equal(ResourceCommandResponseKind.Cancelled, (await ExecuteAsync("leave")).Kind);
        Assert.Equal(ResourceCommandResponseKind.Failed, (await ExecuteAsync("unknown")).Kind);

        async Task<(ResourceCommandResponseKind Kind, string Message)> ExecuteAsync(string command)
        {
            var response = await host.Client.ExecuteResourceCommandAsync(new() { ResourceName = "qdrant", CommandName = command }, host.Key, cancellationToken: Cancellation);
            return (response.Kind, response.Message);
        }

        static ResourceCommandAnnotation Command(string name, ExecuteCommandResult result) =>
            new() { Name = name, DisplayName = name, UpdateState = _ => Aspire.Hosting.ApplicationModel.ResourceCommandState.Enabled, ExecuteCommand = _ => Task.FromResult(result) };
    }

    [Fact]
    public async Task WatchResourceConsoleLogs_UnknownResource_IsNotFound()
    {
        await using var host = ResourceServerHost.Start();
        using var call = host.Client.WatchResourceConsoleLogs(new() { ResourceName = "nobody" }, host.Key, cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public void ConsoleLogBatch_ManyLongLines_StaysBelowWhatGrpcAccepts()
    {
        var lines = Enumerable.Range(1, 300).Select(number => new LogLine(number, new string('x', 50_000), number % 2 == 0)).Append(new(301, new string('é', 9_000_000), false)).ToArray();

        var batches = ConsoleLogBatch.Split(lines).ToArray();

        Assert.All(batches, batch => Assert.InRange(batch.CalculateSize(), 1, (4 * 1024 * 1024) - 1));
        Assert.Equal(Enumerable.Range(1, 301), batches.SelectMany(batch => batch.LogLines).Select(line => line.LineNumber));
        Assert.True(batches.SelectMany(batch => batch.LogLines).ElementAt(1).IsStdErr);
    }

    private static async Task<IReadOnlyList<ConsoleLogLine>> ReadAsync(IAsyncStreamReader<WatchResourceConsoleLogsUpdate> stream, int count)
    {
        var lines = new List<ConsoleLogLine>();
        while (lines.Count < count && await stream.MoveNext(Cancellation))
        {
            lines.AddRange(stream.Current.LogLines);
        }

        return lines;
    }
}
