using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AiStack.Gateway.Tests;

/// <summary>Requests that come while the backends are still starting.</summary>
public sealed class StartupPatienceTests
{
    [Fact]
    public async Task Request_BackendStartsAfterTheRouter_WaitsForItAndIsAnswered()
    {
        var port = FreePort();
        await using var router = await StartAsync(port, "--startup-patience", "15");

        var asked = router.ChatAsync("m");
        var listed = router.ModelsAsync();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(asked.IsCompleted);
        await using var backend = await FakeBackend.StartAtAsync(port, "m");

        using var response = await asked;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["m"], await listed);
        Assert.Single(backend.Received);
    }

    [Fact]
    public async Task Request_WithoutAWordAboutPatience_IsRefusedAtOnceAsInTheOriginal()
    {
        await using var router = await StartAsync(FreePort());

        var started = Stopwatch.GetTimestamp();
        using var response = await router.ChatAsync("m");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Request_BackendNeverStarts_IsRefusedWhenThePatienceEnds_AndAfterThatAtOnce()
    {
        await using var router = await StartAsync(FreePort(), "--startup-patience", "1");

        using var first = await router.ChatAsync("m");
        var later = Stopwatch.GetTimestamp();
        using var second = await router.ChatAsync("m");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(later), TimeSpan.Zero, TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Request_BackendThatWasUpGoesDown_IsRefusedAtOnce()
    {
        var port = FreePort();
        await using var router = await StartAsync(port, "--startup-patience", "60");
        await using (await FakeBackend.StartAtAsync(port, "m"))
        {
            Assert.Equal(["m"], await router.ModelsAsync());
        }

        var started = Stopwatch.GetTimestamp();
        using var response = await router.ChatAsync("m");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static Task<RunningRouter> StartAsync(int port, params string[] flags) =>
        RunningRouter.StartAsync(["--static-backends", $"http://127.0.0.1:{port}", "--static-models", "m", .. flags]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
