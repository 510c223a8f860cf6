using System.Net.Http.Json;
using System.Text.Json;
using AiStack.Components;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Tests.WholeStack;

/// <summary>Every component and nearly every link at once, in containers: PostgreSQL, Redis and Prometheus themselves, stand-ins for what no package offers.</summary>
[Trait("Needs", "Docker")]
public sealed class WholeStackTests
{
    [Fact]
    public async Task Stack_OfEveryComponent_IsConfiguredByItsLinks_AndLeavesNothing()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var images = await LocalImages.GetAsync(limit.Token);
        var reading = StackFile.Check(Path.Combine(AppContext.BaseDirectory, "WholeStack", "whole-stack.yaml"), ComponentCatalog.Schema);
        Assert.False(reading.Problems.HasErrors(), string.Join('\n', reading.Problems));

        await using var builder = DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=containers", .. images.Overrides],
            (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);
        builder.AddStack(reading.Stack!);
        // Those of an earlier run have that run's passwords. Only this test's own: others may hold somebody's data.
        var volumes = builder.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerMountAnnotation>())
            .Select(mount => mount.Source!).Where(source => source.Contains("-whole-", StringComparison.Ordinal)).ToList();
        await ContainerEngine.RunAsync(["volume", "rm", "--force", .. volumes], limit.Token);

        string[] containers;
        await using (var app = await builder.BuildAsync(limit.Token))
        {
            await app.StartAsync(limit.Token);
            await Task.WhenAll(new[] { "vllm", "qdrant-whole", "documents", "notes", "postgres-whole", "flows", "chats", "redis-whole", "langflow-whole", "open-webui-whole", "prometheus-whole", "apisix" }
                .Select(name => app.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token)));
            containers = ContainerIds(app);
            Assert.True(containers.Length >= 12, $"{containers.Length} containers run.");

            await PrometheusHasEveryTarget(app, limit.Token);
            await LangflowReachesWhatItWasGiven(app, limit.Token);
            await OpenWebUiReachesWhatItWasGiven(app, limit.Token);
        }

        await ContainerEngine.RunAsync(["volume", "rm", "--force", .. volumes], limit.Token);
        var left = await ContainerEngine.RunAsync(["ps", "--all", "--quiet", "--no-trunc"], limit.Token);
        Assert.DoesNotContain(containers, id => left.Contains(id, StringComparison.Ordinal));
    }

    private static async Task PrometheusHasEveryTarget(DistributedApplication app, CancellationToken cancelled)
    {
        using var prometheus = new HttpClient { BaseAddress = app.GetEndpoint("prometheus-whole", "http") };
        string[] jobs = ["vllm-chat", "vllm-chat", "vllm-chat", "vllm-embed", "vllm-router", "qdrant-whole", "apisix"];
        JsonElement targets = default;
        while (true)
        {
            targets = (await prometheus.GetFromJsonAsync<JsonElement>("/api/v1/targets?state=active", cancelled)).GetProperty("data").GetProperty("activeTargets");

            // The third engine of the scaled model has not been started; scaling may have taken the second away by now.
            if (targets.EnumerateArray().All(target => IsUp(target) || JobOf(target) == "vllm-chat") && targets.EnumerateArray().Any(target => IsUp(target) && JobOf(target) == "vllm-chat") && targets.GetArrayLength() == jobs.Length)
            {
                break;
            }

            await WaitAsync($"Prometheus has: {targets}", cancelled);
        }

        Assert.Equal(jobs.Order(StringComparer.Ordinal), targets.EnumerateArray().Select(JobOf).Order(StringComparer.Ordinal));

        var found = await prometheus.GetFromJsonAsync<JsonElement>("/api/v1/query?query=sum(vllm:num_requests_waiting{job=\"vllm-chat\"})", cancelled);
        var value = Assert.Single(found.GetProperty("data").GetProperty("result").EnumerateArray()).GetProperty("value")[1].GetString();
        Assert.Equal("0", value);

        static bool IsUp(JsonElement target) => target.GetProperty("health").GetString() == "up";

        static string JobOf(JsonElement target) => target.GetProperty("labels").GetProperty("job").GetString()!;
    }

    private static async Task LangflowReachesWhatItWasGiven(DistributedApplication app, CancellationToken cancelled)
    {
        using var langflow = new StandInClient(new() { BaseAddress = app.GetEndpoint("langflow-whole", "http") });
        var environment = await langflow.EnvironmentAsync(cancelled);

        var models = await langflow.CallAsync($"{environment["OPENAI_API_BASE"]}/models", cancelled);
        Assert.Contains("Qwen/Qwen2-1.5B-Instruct", models, StringComparison.Ordinal);
        var collection = await langflow.CallAsync($"{environment["QDRANT_URL"]}/collections/{environment["QDRANT_COLLECTION"]}", cancelled, headers: new() { ["api-key"] = environment["QDRANT_API_KEY"] });
        Assert.Contains($"\"size\":{environment["QDRANT_VECTOR_SIZE"]}", collection.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("flows", await langflow.CallAsync(environment["LANGFLOW_DATABASE_URL"], cancelled, "SELECT current_database()"), StringComparison.Ordinal);
        Assert.Contains("PONG", await langflow.CallAsync(environment["LANGFLOW_REDIS_URL"], cancelled, "PING"), StringComparison.Ordinal);
        Assert.Contains("OPENAI_API_BASE", environment["LANGFLOW_VARIABLES_TO_GET_FROM_ENVIRONMENT"], StringComparison.Ordinal);
    }

    private static async Task OpenWebUiReachesWhatItWasGiven(DistributedApplication app, CancellationToken cancelled)
    {
        using var webUi = new StandInClient(new() { BaseAddress = app.GetEndpoint("open-webui-whole", "http") });
        var environment = await webUi.EnvironmentAsync(cancelled);

        foreach (var url in environment["OPENAI_API_BASE_URLS"].Split(';').Where(url => url.EndsWith("/v1", StringComparison.Ordinal) && !url.Contains("9099", StringComparison.Ordinal)))
        {
            Assert.Contains("Qwen/Qwen2-1.5B-Instruct", await webUi.CallAsync($"{url}/models", cancelled), StringComparison.Ordinal);
        }

        var vectors = await webUi.CallAsync($"{environment["RAG_OPENAI_API_BASE_URL"]}/embeddings", cancelled, JsonSerializer.Serialize(new { model = environment["RAG_EMBEDDING_MODEL"], input = "Hello" }));
        Assert.Contains("\"embedding\"", vectors, StringComparison.Ordinal);
        await webUi.CallAsync($"{environment["QDRANT_URI"]}/collections", cancelled, headers: new() { ["api-key"] = environment["QDRANT_API_KEY"] });
        Assert.Contains("web_ui", await webUi.CallAsync(environment["DATABASE_URL"], cancelled, "SELECT current_database()"), StringComparison.Ordinal);
        Assert.Contains("PONG", await webUi.CallAsync(environment["REDIS_URL"], cancelled, "PING"), StringComparison.Ordinal);
        Assert.Equal("False", environment["ENABLE_PERSISTENT_CONFIG"]);
    }

    private static string[] ContainerIds(DistributedApplication app) =>
    [
        .. app.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Select(resource => app.ResourceNotifications.TryGetCurrentState(resource.Name, out var state) ? state.Snapshot.Properties.FirstOrDefault(property => property.Name == "container.id")?.Value as string : null)
            .OfType<string>(),
    ];

    private static async Task WaitAsync(string what, CancellationToken cancelled)
    {
        try
        {
            await Task.Delay(250, cancelled);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(what);
        }
    }
}
