using System.Net.Http.Json;
using System.Text.Json;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Tests;

/// <summary>PostgreSQL and Redis in containers: from inside Open WebUI's container, what its links gave it answers.</summary>
[Trait("Needs", "Docker")]
public sealed class DatabasesTests : IAsyncDisposable
{
    // Volumes are named after their resources; these are nobody else's.
    private readonly string _pg = $"pg-{Guid.NewGuid():N}"[..12];
    private readonly HashSet<string> _volumes = [];

    [Fact]
    public async Task Links_OfOpenWebUi_AnswerFromInsideItsContainer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var builder = await BuilderAsync(limit.Token);
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("chat", "org/chat", ModelType.Chat);
        var redis = builder.AddRedisCache($"redis-{_pg}");
        var chats = builder.AddCnpg(_pg).AddCnpgDatabase("chats", databaseName: "web-chats", owner: "web-owner");
        var webui = builder.AddOpenWebUi($"webui-{_pg}").WithPipelines().WithReference(vllm).WithReference(redis).WithReference(chats);
        await using var app = await StartAsync(builder, limit.Token, webui.Resource.Name, $"{webui.Resource.Name}-pipelines", "chats", "vllm");

        using var inside = app.CreateHttpClient(webui.Resource.Name, "http");
        var environment = await inside.GetFromJsonAsync<Dictionary<string, string>>("/stand-in/environment", limit.Token);

        Assert.Equal("""[["web-owner","web-chats"]]""", await CallAsync(inside, environment!["DATABASE_URL"], "SELECT current_user, current_database()", limit.Token));
        await CallAsync(inside, environment["DATABASE_URL"], "CREATE TABLE chat (id int)", limit.Token);
        Assert.Contains("PONG", await CallAsync(inside, environment["WEBSOCKET_REDIS_URL"], "PING", limit.Token), StringComparison.Ordinal);
        var apis = environment["OPENAI_API_BASE_URLS"].Split(';');
        Assert.Equal(2, apis.Length);
        Assert.Contains("org/chat", await CallAsync(inside, $"{apis[0]}/models", null, limit.Token), StringComparison.Ordinal);
        await CallAsync(inside, apis[1], null, limit.Token);
    }

    [Fact]
    public async Task Databases_OfAVolumeThatRanBefore_KeepTheirDataAndGetNewNeighbours()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using (var builder = await BuilderAsync(limit.Token))
        {
            builder.AddCnpg(_pg).AddCnpgDatabase("first");
            await using var app = await StartAsync(builder, limit.Token, "first");
            await QueryAsync(app, "first", "CREATE TABLE kept AS SELECT 1 AS one", limit.Token);

            // A database is there as long as its server is.
            var commands = app.Services.GetRequiredService<ResourceCommandService>();
            Assert.True((await commands.ExecuteCommandAsync(_pg, KnownResourceCommands.StopCommand, limit.Token)).Success);
            await app.ResourceNotifications.WaitForResourceAsync("first", KnownResourceStates.Exited, limit.Token);
            Assert.True((await commands.ExecuteCommandAsync(_pg, KnownResourceCommands.StartCommand, limit.Token)).Success);
            await app.ResourceNotifications.WaitForResourceAsync("first", KnownResourceStates.Running, limit.Token);
        }

        await using (var builder = await BuilderAsync(limit.Token))
        {
            var cnpg = builder.AddCnpg(_pg);
            cnpg.AddCnpgDatabase("first", owner: "another");
            cnpg.AddCnpgDatabase("second");
            await using var app = await StartAsync(builder, limit.Token, "first", "second");

            Assert.Equal("1", await QueryAsync(app, "first", "SELECT one FROM kept", limit.Token));
            Assert.Equal("another,second", await QueryAsync(app, "postgres", "SELECT string_agg(pg_get_userbyid(datdba), ',' ORDER BY datname) FROM pg_database WHERE datname IN ('first', 'second')", limit.Token));
        }
    }

    [Fact]
    public async Task Server_WhoseVolumeHasAnotherPassword_SaysSo()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using (var builder = await BuilderAsync(limit.Token))
        {
            builder.AddCnpg(_pg).AddCnpgDatabase("first");
            await using var app = await StartAsync(builder, limit.Token, "first");
        }

        await using (var builder = await BuilderAsync(limit.Token, $"--Parameters:{_pg}-superuser=another-one"))
        {
            builder.AddCnpg(_pg).AddCnpgDatabase("first");
            await using var app = await builder.BuildAsync(limit.Token);
            await app.StartAsync(limit.Token);

            var told = await app.ResourceNotifications.WaitForResourceAsync(_pg, change => change.Snapshot.HealthReports.Any(report => report.Description?.Contains("another password", StringComparison.Ordinal) == true), limit.Token);
            Assert.Equal(KnownResourceStates.Running, told.Snapshot.State?.Text);
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

    private async Task<IDistributedApplicationTestingBuilder> BuilderAsync(CancellationToken cancelled, params string[] settings)
    {
        var images = await LocalImages.GetAsync(cancelled);

        // All values are given: generated ones would be kept among the user secrets of whoever runs the test.
        string[] secrets = [$"{_pg}-superuser", $"{_pg}-app", $"{_pg}-second", $"redis-{_pg}-auth", $"webui-{_pg}-secret-key", $"webui-{_pg}-pipelines-key"];
        return DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=containers", "--AiStack:Models=simulator", .. secrets.Select(secret => $"--Parameters:{secret}=value-of-{secret}"), .. images.Overrides, .. settings],
            // The engine is found through the AppHost, as a test has none of its own.
            (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);
    }

    private async Task<DistributedApplication> StartAsync(IDistributedApplicationTestingBuilder builder, CancellationToken cancelled, params string[] healthy)
    {
        foreach (var mount in builder.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerMountAnnotation>()).Where(mount => mount.Source?.Contains(_pg, StringComparison.Ordinal) == true))
        {
            _volumes.Add(mount.Source!);
        }

        var app = await builder.BuildAsync(cancelled);
        await app.StartAsync(cancelled);
        await Task.WhenAll(healthy.Select(name => app.ResourceNotifications.WaitForResourceHealthyAsync(name, cancelled)));
        return app;
    }

    // From the machine itself, by the server's own program.
    private async Task<string> QueryAsync(DistributedApplication app, string database, string query, CancellationToken cancelled)
    {
        var running = await app.ResourceNotifications.WaitForResourceAsync(_pg, change => change.Snapshot.Properties.Any(property => property is { Name: "container.id", Value: string }), cancelled);
        var container = (string)running.Snapshot.Properties.Single(property => property.Name == "container.id").Value!;
        return await ContainerEngine.RunAsync(["exec", "--user", "postgres", container, "psql", "--no-psqlrc", "--tuples-only", "--no-align", "--dbname", database, "--command", query], cancelled);
    }

    private static async Task<string> CallAsync(HttpClient inside, string url, string? body, CancellationToken cancelled)
    {
        using var answer = await inside.PostAsJsonAsync("/stand-in/call", new { url, body }, cancelled);
        var text = await answer.Content.ReadAsStringAsync(cancelled);
        using var read = JsonDocument.Parse(text);
        Assert.True(read.RootElement.GetProperty("status").GetInt32() == 200, $"{url} answered {text}");
        return read.RootElement.GetProperty("body").GetString()!;
    }
}
