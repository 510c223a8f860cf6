using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace AppHost.Tests;

/// <summary>Components that are containers, where none can run.</summary>
public sealed class WithoutContainersTests
{
    [Fact]
    public async Task Databases_WithoutContainers_SayWhatTheyNeed_AndNothingFailsOrWaits()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var builder = DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=embedded"],
            // The engine is found through the AppHost, as a test has none of its own.
            (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);
        var database = builder.AddCnpg("pg").AddCnpgDatabase("chats");
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("chat", "org/chat", AiStack.Components.Vllm.ModelType.Chat);
        builder.AddOpenWebUi("webui").WithPipelines().WithReference(vllm).WithReference(database).WithReference(builder.AddRedisCache("redis"));
        await using var app = await builder.BuildAsync(limit.Token);

        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("vllm", limit.Token);

        foreach (var name in new[] { "pg", "chats", "redis", "webui" })
        {
            Assert.True(app.ResourceNotifications.TryGetCurrentState(name, out var current), name);
            Assert.Equal("needs a container runtime", current.Snapshot.State?.Text);
        }
    }
}
