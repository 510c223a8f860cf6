using System.Net;
using System.Text.Json;

namespace AiStack.Gateway.Tests;

public sealed class DynamicConfigTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aistack-gateway-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "router.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task DynamicConfig_BackendAddedAndRemoved_IsFollowedWhileARunningStreamGoesOn()
    {
        await using var first = await FakeBackend.StartAsync("m");
        await using var second = await FakeBackend.StartAsync("n");
        Write(("static_backends", first.Url), ("static_models", "m"), ("routing_logic", "roundrobin"), ("service_discovery", "static"));
        await using var router = await RunningRouter.StartAsync("--dynamic-config-json", Path);
        Assert.Equal(["m"], await router.ModelsAsync());
        var release = new TaskCompletionSource();
        first.Answer = async (context, _) =>
        {
            await context.Response.Body.WriteAsync("first "u8.ToArray());
            await release.Task;
            await context.Response.Body.WriteAsync("last"u8.ToArray());
        };
        using var stream = await router.ChatAsync("m");

        Write(("static_backends", second.Url), ("static_models", "n"));
        await Eventually.TrueAsync(async () => (await router.ModelsAsync()) is ["n"], s_limit, "the new list is in force");

        Assert.Equal(second.Url, await router.ServerOfAsync("n"));
        using var gone = await router.ChatAsync("m");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
        release.SetResult();
        Assert.Equal("first last", await stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("""{"static_backends":"http://127.0.0.1:1","static_models":"a,b"}""")]
    [InlineData("""{"static_backend":"http://127.0.0.1:1"}""")]
    [InlineData("""{"static_backends":"nonsense","static_models":"a"}""")]
    [InlineData("""{"static_backends":"http://127.0.0.1:1","static_models":"a","routing_logic":"session"}""")]
    public async Task DynamicConfig_BadFile_KeepsTheOldConfigurationAndTakesTheNextGoodOne(string bad)
    {
        await using var backend = await FakeBackend.StartAsync("m");
        Write(("static_backends", backend.Url), ("static_models", "m"));
        await using var router = await RunningRouter.StartAsync("--dynamic-config-json", Path);

        await File.WriteAllTextAsync(Path, bad, TestContext.Current.CancellationToken);
        await Task.Delay(700, TestContext.Current.CancellationToken);
        Assert.Equal(backend.Url, await router.ServerOfAsync("m"));

        Write(("static_backends", backend.Url), ("static_models", "renamed"));
        await Eventually.TrueAsync(async () => (await router.ChatAsync("renamed")).StatusCode == HttpStatusCode.OK, s_limit, "the next good file is in force");
        using var health = JsonDocument.Parse(await router.GetAsync("/health"));
        Assert.Equal("renamed", health.RootElement.GetProperty("dynamic_config").GetProperty("static_models").GetString());
    }

    [Fact]
    public async Task DynamicConfig_FlagsBesideTheFile_CountWhereTheFileSaysNothing()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        Write(("static_aliases", "short:m"));
        await using var router = await RunningRouter.StartAsync([backend], "--dynamic-config-json", Path);

        Assert.Equal(backend.Url, await router.ServerOfAsync("short"));
        Write(("static_aliases", "brief:m"));
        await Eventually.TrueAsync(async () => (await router.ChatAsync("brief")).StatusCode == HttpStatusCode.OK, s_limit, "the new alias is in force");
        Assert.Equal(backend.Url, await router.ServerOfAsync("m"));
    }

    // As a careful writer does it: readers never see half a file.
    private void Write(params (string Name, string Value)[] settings)
    {
        File.WriteAllText(Path + ".new", JsonSerializer.Serialize(settings.ToDictionary(setting => setting.Name, setting => setting.Value)));
        File.Move(Path + ".new", Path, overwrite: true);
    }
}
