using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests;

public sealed class FailureTests
{
    private static Task Cut(HttpContext context, byte[] body)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Reroute_BackendBreaksBeforeItAnswers_Is502ByDefault()
    {
        await using var broken = await FakeBackend.StartAsync("m");
        await using var whole = await FakeBackend.StartAsync("m");
        broken.Answer = Cut;
        await using var router = await RunningRouter.StartAsync([broken, whole]);
        await router.ModelsAsync();

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await router.ChatAsync("m");
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(2, statuses.Count(status => status == HttpStatusCode.BadGateway));
        Assert.Equal(2, broken.Received.Count);
    }

    [Fact]
    public async Task Reroute_BackendBreaksBeforeItAnswers_GoesToAnotherWhenAllowed()
    {
        await using var broken = await FakeBackend.StartAsync("m");
        await using var whole = await FakeBackend.StartAsync("m");
        broken.Answer = Cut;
        await using var router = await RunningRouter.StartAsync([broken, whole], "--max-instance-failover-reroute-attempts", "1");
        await router.ModelsAsync();

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(whole.Url, await router.ServerOfAsync("m"));
        }

        Assert.Contains("vllm:request_errors_total{server=\"" + broken.Url, await router.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reroute_OnlyBackendBreaks_Is502NotAModelThatIsDown()
    {
        await using var broken = await FakeBackend.StartAsync("m");
        broken.Answer = Cut;
        await using var router = await RunningRouter.StartAsync([broken], "--max-instance-failover-reroute-attempts", "2");

        using var response = await router.ChatAsync("m");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Single(broken.Received);
    }

    [Fact]
    public async Task FirstByte_BackendKeepsSilent_Is504AndNobodyElseIsAsked()
    {
        await using var silent = await FakeBackend.StartAsync("m");
        silent.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var router = await RunningRouter.StartAsync([silent], "--first-byte-timeout", "0.3", "--max-instance-failover-reroute-attempts", "3");

        using var response = await router.ChatAsync("m");

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Contains("0.3 seconds", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(silent.Received);
    }

    [Fact]
    public async Task FirstByte_StreamFallsSilent_ClientIsCutAndTheErrorCounted()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        backend.Answer = async (context, _) =>
        {
            await context.Response.WriteAsync("data: one\n\n");
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using var router = await RunningRouter.StartAsync([backend], "--first-byte-timeout", "0.3");

        using var response = await router.ChatAsync("m");

        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await Eventually.TrueAsync(
            async () => (await router.GetAsync("/metrics")).Contains("vllm:request_errors_total{", StringComparison.Ordinal), TimeSpan.FromSeconds(5), "the error is counted");
    }

    [Fact]
    public async Task Connect_BackendThatNeverAccepts_IsGivenUpAfterTheConnectTimeout()
    {
        // A full backlog: the kernel then leaves further connection attempts without an answer.
        using var full = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var fillers = Enumerable.Range(0, 4).Select(_ => new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp)).ToList();
        fillers.ForEach(filler => _ = filler.ConnectAsync(full.LocalEndPoint!));
        await using var router = await RunningRouter.StartAsync(
            "--static-backends", $"http://127.0.0.1:{((IPEndPoint)full.LocalEndPoint!).Port}", "--static-models", "m", "--connect-timeout", "0.3");

        var started = Stopwatch.GetTimestamp();
        using var response = await router.ChatAsync("m");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        fillers.ForEach(filler => filler.Dispose());
    }

    [Fact]
    public async Task HealthCheck_EngineThatCannotGenerate_GetsNoRequests()
    {
        await using var ill = await FakeBackend.StartAsync("m");
        await using var well = await FakeBackend.StartAsync("m");
        ill.Answer = (context, _) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await using var router = await RunningRouter.StartAsync(
            [ill, well], "--static-backend-health-checks", "--static-model-types", "chat,chat", "--static-backend-health-check-interval", "0.2");

        await router.ModelsAsync();
        Assert.Equal(0, await router.MetricAsync($$"""vllm:healthy_pods_total{server="{{ill.Url}}"}"""));
        Assert.Equal(1, await router.MetricAsync($$"""vllm:healthy_pods_total{server="{{well.Url}}"}"""));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(well.Url, await router.ServerOfAsync("m"));
        }

        ill.Answer = null;
        await Eventually.TrueAsync(
            async () => await router.ServerOfAsync("m") == ill.Url, TimeSpan.FromSeconds(5), "it is back once it can generate");
    }

    [Fact]
    public async Task Probe_BackendThatAcceptsAndKeepsSilent_IsDownAfterTheHealthCheckTimeout()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        backend.AnswerModels = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var router = await RunningRouter.StartAsync([backend], "--static-backend-health-check-timeout-seconds", "0.3");

        await Eventually.TrueAsync(
            async () => (await router.ChatAsync("m")).StatusCode == HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5), "the silent backend is down");
        backend.AnswerModels = null;
        await Eventually.TrueAsync(
            async () => (await router.ChatAsync("m")).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(5), "it is back once it answers");
    }
}
