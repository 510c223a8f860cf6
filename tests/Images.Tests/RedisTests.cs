namespace Images.Tests;

/// <summary>The Redis image follows the rules of the official one.</summary>
[Trait("Needs", "Docker")]
public sealed class RedisTests
{
    [Fact]
    public async Task Arguments_GoToTheServer_WhichAsksForThePassword_AndKeepsItsData()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var images = await LocalImages.GetAsync(limit.Token);
        await using var redis = await TestContainer.StartAsync(images["redis"], [], [], ["--requirepass", "secret", "--appendonly", "yes"], limit.Token);
        await Eventually.TrueAsync(() => redis.SucceedsAsync(["redis-cli", "ping"], limit.Token), limit.Token);

        Assert.StartsWith("NOAUTH", await redis.ExecuteAsync(["redis-cli", "ping"], limit.Token), StringComparison.Ordinal);
        Assert.Equal("PONG", await RedisCliAsync("ping"));
        Assert.Equal("OK", await RedisCliAsync("set", "note", "kept"));
        Assert.Equal("redis", await redis.ExecuteAsync(["stat", "--format", "%U", "/proc/1"], limit.Token));
        Assert.Contains("appendonlydir", await redis.ExecuteAsync(["ls", "/data"], limit.Token), StringComparison.Ordinal);

        await redis.RestartAsync(limit.Token);
        await Eventually.TrueAsync(async () => await RedisCliAsync("ping") == "PONG", limit.Token);
        Assert.Equal("kept", await RedisCliAsync("get", "note"));

        async Task<string> RedisCliAsync(params string[] command) =>
            (await Command.RunAsync("docker", ["exec", "--env", "REDISCLI_AUTH=secret", redis.Id, "redis-cli", .. command], limit.Token)).Output;
    }

    [Fact]
    public async Task WithoutAPassword_OthersMayConnect()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var images = await LocalImages.GetAsync(limit.Token);
        await using var redis = await TestContainer.StartAsync(images["redis"], [], [], ["redis-server", "--save", "60", "1"], limit.Token);
        await Eventually.TrueAsync(() => redis.SucceedsAsync(["redis-cli", "ping"], limit.Token), limit.Token);
        var address = await redis.ExecuteAsync(["hostname", "--ip-address"], limit.Token);

        Assert.Equal("PONG", await redis.ExecuteAsync(["redis-cli", "-h", address, "ping"], limit.Token));
        Assert.Equal("save\n60 1", await redis.ExecuteAsync(["redis-cli", "config", "get", "save"], limit.Token));
    }
}
