using System.Net.Http.Json;
using System.Text.Json;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AppHost.Tests;

/// <summary>Langflow and Qdrant in containers, and without any.</summary>
[Trait("Needs", "Docker")]
public sealed class FlowsTests : IAsyncDisposable
{
    private const string Key = "the-key-of-qdrant";

    // Volumes are named after their resources; these are nobody else's.
    private readonly string _mark = $"{Guid.NewGuid():N}"[..8];
    private readonly HashSet<string> _volumes = [];

    [Fact]
    public async Task Links_OfLangflow_AnswerFromInsideItsContainer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var builder = await BuilderAsync(limit.Token);
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("embed", "org/embed", ModelType.Embedding).WithVectorSize(8);
        var documents = builder.AddQdrant($"qdrant-{_mark}").AddCollection("documents", 8);
        builder.AddLangflow($"flow-{_mark}").WithReference(vllm).WithReference(documents);
        await using var app = await StartAsync(builder, limit.Token, $"flow-{_mark}", "vllm");

        using var inside = app.CreateHttpClient($"flow-{_mark}", "http");
        var environment = await inside.GetFromJsonAsync<Dictionary<string, string>>("/stand-in/environment", limit.Token);

        Assert.Contains("org/embed", await CallAsync(inside, $"{environment!["OPENAI_API_BASE"]}/models", limit.Token), StringComparison.Ordinal);

        // Langflow waits for the collection, so it was there before the first flow could run.
        Assert.Equal((Key, "documents"), (environment["QDRANT_API_KEY"], environment["QDRANT_COLLECTION"]));
        var qdrant = builder.Resources.OfType<QdrantServerResource>().Single();
        Assert.Equal(8, await SizeAsync(qdrant, "documents", limit.Token));
        Assert.Contains("passed", await CallAsync(inside, $"{environment["QDRANT_URL"]}/healthz", limit.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collections_OfAnotherRun_AreMadeAgainWhereTheyAreGone_AndTellWhenTheyDiffer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using (var builder = await BuilderAsync(limit.Token))
        {
            var qdrant = builder.AddQdrant($"qdrant-{_mark}").WithDataVolume();
            qdrant.AddCollection("gone", 8);
            qdrant.AddCollection("differs", 4);
            await using var app = await StartAsync(builder, limit.Token, "gone", "differs");
            await DeleteAsync(qdrant.Resource, "gone", limit.Token);
        }

        await using (var builder = await BuilderAsync(limit.Token))
        {
            var qdrant = builder.AddQdrant($"qdrant-{_mark}").WithDataVolume();
            qdrant.AddCollection("gone", 8);
            qdrant.AddCollection("differs", 16);
            await using var app = await StartAsync(builder, limit.Token, "gone");

            Assert.Equal(8, await SizeAsync(qdrant.Resource, "gone", limit.Token));
            await app.ResourceNotifications.WaitForResourceAsync("differs", KnownResourceStates.FailedToStart, limit.Token);
            Assert.Equal(4, await SizeAsync(qdrant.Resource, "differs", limit.Token));
        }
    }

    [Fact]
    public async Task Flows_WithoutContainers_SayWhatTheyNeed_AndNothingFailsOrWaits()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var builder = DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=embedded", $"--Parameters:qdrant-Key={Key}"],
            (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);
        var documents = builder.AddQdrant("qdrant").AddCollection("documents", 8);
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("embed", "org/embed", ModelType.Embedding).WithVectorSize(8);
        builder.AddLangflow("langflow").WithReference(vllm).WithReference(documents);
        builder.AddExecutable("other", "sleep", ".", "600").WaitFor(documents);
        await using var app = await builder.BuildAsync(limit.Token);

        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("vllm", limit.Token);
        await app.ResourceNotifications.WaitForResourceAsync("other", KnownResourceStates.Running, limit.Token);

        foreach (var name in new[] { "qdrant", "documents", "langflow" })
        {
            Assert.True(app.ResourceNotifications.TryGetCurrentState(name, out var current), name);
            Assert.Equal("needs a container runtime", current.Snapshot.State?.Text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var volume in _volumes)
        {
            await ContainerEngine.RunAsync(["volume", "rm", "--force", volume], limit.Token);
        }
    }

    private async Task<IDistributedApplicationTestingBuilder> BuilderAsync(CancellationToken cancelled)
    {
        var images = await LocalImages.GetAsync(cancelled);

        // All values are given: generated ones would be kept among the user secrets of whoever runs the test.
        return DistributedApplicationTestingBuilder.Create(
            [
                "--AiStack:Run=containers", "--AiStack:Models=simulator", $"--Parameters:qdrant-{_mark}-Key={Key}",
                $"--Parameters:flow-{_mark}-superuser=password", $"--Parameters:flow-{_mark}-encryption={new string('k', 43)}", .. images.Overrides,
            ],
            // The engine is found through the AppHost, as a test has none of its own.
            (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);
    }

    private async Task<DistributedApplication> StartAsync(IDistributedApplicationTestingBuilder builder, CancellationToken cancelled, params string[] healthy)
    {
        foreach (var mount in builder.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerMountAnnotation>()).Where(mount => mount.Source?.Contains(_mark, StringComparison.Ordinal) == true))
        {
            _volumes.Add(mount.Source!);
        }

        var app = await builder.BuildAsync(cancelled);
        await app.StartAsync(cancelled);
        await Task.WhenAll(healthy.Select(name => app.ResourceNotifications.WaitForResourceHealthyAsync(name, cancelled)));
        return app;
    }

    private static HttpClient Client(QdrantServerResource qdrant) =>
        new() { BaseAddress = new(qdrant.HttpEndpoint.Url), DefaultRequestHeaders = { { "api-key", Key } } };

    private static async Task<int> SizeAsync(QdrantServerResource qdrant, string collection, CancellationToken cancelled)
    {
        using var client = Client(qdrant);
        var description = await client.GetFromJsonAsync<JsonElement>($"/collections/{collection}", cancelled);
        return description.GetProperty("result").GetProperty("config").GetProperty("params").GetProperty("vectors").GetProperty("size").GetInt32();
    }

    private static async Task DeleteAsync(QdrantServerResource qdrant, string collection, CancellationToken cancelled)
    {
        using var client = Client(qdrant);
        using var answer = await client.DeleteAsync($"/collections/{collection}", cancelled);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> CallAsync(HttpClient inside, string url, CancellationToken cancelled)
    {
        using var answer = await inside.PostAsJsonAsync("/stand-in/call", new { url, body = (string?)null }, cancelled);
        var text = await answer.Content.ReadAsStringAsync(cancelled);
        using var read = JsonDocument.Parse(text);
        Assert.True(read.RootElement.GetProperty("status").GetInt32() == 200, $"{url} answered {text}");
        return read.RootElement.GetProperty("body").GetString()!;
    }
}
