using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Images.Tests;

/// <summary>What stands in for images that no package offers: health, what it was given, calls from inside.</summary>
[Trait("Needs", "Docker")]
public sealed class StandInTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));

    public void Dispose() => _limit.Dispose();

    [Theory]
    [InlineData("langflow", 7860, "/health_check")]
    [InlineData("open-webui", 8080, "/health")]
    [InlineData("pipelines", 9099, "/")]
    [InlineData("qdrant", 6333, "/readyz")]
    [InlineData("apisix", 7085, "/status/ready")]
    public async Task Health_AnswersOnItsPort_WithAReadOnlyRootAndAnyUser(string component, int port, string path)
    {
        await using var container = await StartAsync(component, port, ["--user", "1000:1000", "--read-only", "--tmpfs", "/tmp", "--volume", "/qdrant/storage", "--cap-drop", "ALL"]);
        using var client = await container.ClientAsync(port, _limit.Token);

        await Eventually.TrueAsync(() => client.AnswersAsync(path, _limit.Token), _limit.Token);
    }

    [Fact]
    public async Task StandIn_ShowsArgumentsEnvironmentAndFiles()
    {
        using var given = new MountedFolder();
        await given.WriteAsync("apisix.yaml", "routes: []\n#END\n", _limit.Token);
        await using var container = await StartAsync("apisix", 9080, ["--env", "GIVEN=a=b c", .. given.At("/given")], "--flag", "two words");
        using var client = await container.ClientAsync(9080, _limit.Token);
        await Eventually.TrueAsync(() => client.AnswersAsync("/stand-in/role", _limit.Token), _limit.Token);

        Assert.Equal("636", (await client.GetFromJsonAsync<JsonElement>("/stand-in/role", _limit.Token)).GetProperty("user").GetString());
        Assert.Equal(["--flag", "two words"], (await client.GetFromJsonAsync<string[]>("/stand-in/arguments", _limit.Token))!);
        Assert.Equal("a=b c", (await client.GetFromJsonAsync<Dictionary<string, string>>("/stand-in/environment", _limit.Token))!["GIVEN"]);
        Assert.Equal(["apisix.yaml"], (await client.GetFromJsonAsync<string[]>("/stand-in/files?path=/given", _limit.Token))!);
        Assert.Equal("routes: []\n#END\n", await client.GetStringAsync("/stand-in/files?path=/given/apisix.yaml", _limit.Token));
        using var missing = await client.GetAsync("/stand-in/files?path=/given/other", _limit.Token);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task StandIn_CallsFromInside_HttpPostgresAndRedis_WithTheirCredentials()
    {
        var images = await LocalImages.GetAsync(_limit.Token);
        await using var network = await TestNetwork.CreateAsync(_limit.Token);
        await using var redis = await TestContainer.StartAsync(images["redis"], [], network.As("redis"), ["--requirepass", "p@ss"], _limit.Token);
        await using var postgres = await TestContainer.StartAsync(images["postgres"], [], [.. network.As("postgres"), "--env", "POSTGRES_PASSWORD=p@ss", "--env", "POSTGRES_DB=langflow"], [], _limit.Token);
        await using var pipelines = await TestContainer.StartAsync(images["pipelines"], [], [.. network.As("pipelines"), "--env", "PIPELINES_API_KEY=key"], [], _limit.Token);
        await using var langflow = await StartAsync("langflow", 7860, [.. network.As("langflow"), "--env", "LANGFLOW_DATABASE_URL=postgresql://postgres:p%40ss@postgres:5432/langflow"]);
        using var client = await langflow.ClientAsync(7860, _limit.Token);
        // Healthy only with its database.
        await Eventually.TrueAsync(() => client.AnswersAsync("/health_check", _limit.Token), _limit.Token);

        await Eventually.TrueAsync(async () => (await CallAsync(new { url = "http://pipelines:9099/" })).Status == 200, _limit.Token);
        Assert.Equal(200, (await CallAsync(new { url = "http://pipelines:9099/v1/models", headers = new Dictionary<string, string> { ["Authorization"] = "Bearer key" } })).Status);
        Assert.Equal(401, (await CallAsync(new { url = "http://pipelines:9099/v1/models" })).Status);
        Assert.Equal((200, """[["langflow"]]"""), await CallAsync(new { url = "postgresql://postgres:p%40ss@postgres/langflow", body = "SELECT current_database()" }));
        Assert.Equal(0, (await CallAsync(new { url = "postgresql://postgres:wrong@postgres/langflow" })).Status);
        Assert.Equal((200, "PONG"), await CallAsync(new { url = "redis://:p%40ss@redis:6379/1" }));
        Assert.Equal(0, (await CallAsync(new { url = "redis://redis:6379" })).Status);
        Assert.Equal(0, (await CallAsync(new { url = "http://nobody:1/" })).Status);

        async Task<(int Status, string Body)> CallAsync(object call)
        {
            using var answer = await client.PostAsJsonAsync("/stand-in/call", call, _limit.Token);
            var json = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(_limit.Token);
            return (json.GetProperty("status").GetInt32(), json.GetProperty("body").GetString()!);
        }
    }

    private async Task<TestContainer> StartAsync(string component, int port, string[] options, params string[] arguments) =>
        await TestContainer.StartAsync((await LocalImages.GetAsync(_limit.Token))[component], [port], options, arguments, _limit.Token);
}
