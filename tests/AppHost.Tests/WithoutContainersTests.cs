using AiStack.Components;
using AiStack.Components.ExternalAi;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Tests;

/// <summary>Components that are containers, where none can run.</summary>
public sealed class WithoutContainersTests
{
    [Fact]
    public async Task Databases_WithoutContainers_SayWhatTheyNeed_AndNothingFailsOrWaits()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var builder = Builder();
        var database = builder.AddCnpg("pg").AddCnpgDatabase("chats");
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddOpenWebUi("webui").WithPipelines().WithReference(vllm).WithReference(database).WithReference(builder.AddRedisCache("redis"));
        builder.AddApisix("without-gateways");
        await using var app = await builder.BuildAsync(limit.Token);

        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("vllm", limit.Token);

        foreach (var name in new[] { "pg", "chats", "redis", "webui", "without-gateways" })
        {
            Assert.True(app.ResourceNotifications.TryGetCurrentState(name, out var current), name);
            Assert.Equal("needs a container runtime", current.Snapshot.State?.Text);
        }
    }

    [Fact]
    public async Task Program_ThatWaitsForWhatDoesNotRun_RunsAtOnce()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var builder = Builder();
        var key = builder.AddParameter("key", "not-a-key", secret: true);
        IReadOnlyList<IResourceBuilder<IResource>> awaited =
        [
            builder.AddLangflow("langflow"),
            builder.AddCnpg("pg").AddCnpgDatabase("chats"),
            builder.AddQdrant("qdrant").AddCollection("documents", 8),
            builder.AddApisix("apisix").AddAiGateway("gateway"),
            builder.AddPrometheus("prometheus"),
            builder.AddKeda("keda"),
            builder.AddGpuNodePool("pool"),
            builder.AddExternalAi("openai", AiProvider.OpenAi, key),
        ];
        foreach (var one in awaited)
        {
            builder.AddExecutable($"after-{one.Resource.Name}", "sleep", ".", "600").WaitFor(one);
        }

        await using var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);

        await Task.WhenAll(awaited.Select(one => app.ResourceNotifications.WaitForResourceAsync($"after-{one.Resource.Name}", KnownResourceStates.Running, limit.Token)));
    }

    [Fact]
    public async Task Program_ThatRefersToWhatDoesNotRun_FailsAlone_AndSaysWhatItRefersTo()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var builder = Builder();
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("chat", "org/chat", ModelType.Chat);
        var langflow = builder.AddLangflow("langflow").WithReference(vllm);
        builder.AddExecutable("stores", "sleep", ".", "600").WithReference(builder.AddQdrant("qdrant"));
        builder.AddExecutable("calls", "sleep", ".", "600").WithEnvironment("FLOWS", langflow.GetEndpoint("http"));
        builder.AddExecutable("opens", "sleep", ".", "600").WithArgs(langflow.GetEndpoint("http"));
        builder.AddExecutable("asks", "sleep", ".", "600").WithReference(vllm);
        await using var app = await builder.BuildAsync(limit.Token);

        await app.StartAsync(limit.Token);

        await app.ResourceNotifications.WaitForResourceAsync("asks", KnownResourceStates.Running, limit.Token);
        foreach (var (name, used) in new[] { ("stores", "qdrant"), ("calls", "langflow"), ("opens", "langflow") })
        {
            await app.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.FailedToStart, limit.Token);
            Assert.True(await PrintsAsync(app, name, used, limit.Token), name);
        }
    }

    [Fact]
    public async Task NodePool_AddedAfterWhatRunsOnIt_IsDrawnWithAnArrow_AndIsNoLink()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var builder = Builder();
        var vllm = builder.AddVllm("vllm").WithNodePool("gpu-l4");
        vllm.AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddGpuNodePool("gpu-l4");
        await using var app = await builder.BuildAsync(limit.Token);

        await app.StartAsync(limit.Token);

        var shown = await app.ResourceNotifications.WaitForResourceAsync("vllm", change => change.Snapshot.Relationships.Length > 0, limit.Token);
        Assert.Contains(new RelationshipSnapshot("gpu-l4", "Reference"), shown.Snapshot.Relationships);
        Assert.Empty(builder.GetStackModel().Stack.Links);
    }

    private static async Task<bool> PrintsAsync(DistributedApplication app, string resource, string text, CancellationToken cancelled)
    {
        var printing = app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(candidate => candidate.Name == resource);
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(printing).WithCancellation(cancelled))
        {
            if (lines.Any(line => line.Content.Contains(text, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static IDistributedApplicationTestingBuilder Builder() => DistributedApplicationTestingBuilder.Create(
        ["--AiStack:Run=embedded"],
        // The engine is found through the AppHost, as a test has none of its own.
        (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);
}
