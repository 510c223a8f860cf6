using System.Text;
using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests;

public sealed class StreamingTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Stream_BackendHoldsTheRest_FirstEventArrivesAtOnce()
    {
        var release = new TaskCompletionSource();
        await using var backend = await FakeBackend.StartAsync("m");
        backend.Answer = async (context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: one\n\n");
            await release.Task;
            await context.Response.WriteAsync("data: [DONE]\n\n");
        };
        await using var router = await RunningRouter.StartAsync([backend]);

        using var response = await router.ChatAsync("m");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);

        Assert.Equal("data: one", await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_limit, TestContext.Current.CancellationToken));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, await router.MetricAsync($$"""vllm:num_decoding_requests{server="{{backend.Url}}"}"""));
        release.SetResult();
        Assert.Equal("\ndata: [DONE]\n\n", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Stream_ClientGoesAway_BackendIsToldAtOnce()
    {
        var told = new TaskCompletionSource();
        await using var backend = await FakeBackend.StartAsync("m");
        backend.Answer = async (context, _) =>
        {
            context.RequestAborted.Register(() => told.TrySetResult());
            await context.Response.WriteAsync("data: one\n\n");
            await told.Task;
        };
        await using var router = await RunningRouter.StartAsync([backend]);

        var response = await router.ChatAsync("m");
        await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        response.Dispose();

        await told.Task.WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            async () => await router.MetricAsync($$"""vllm:num_requests_running{server="{{backend.Url}}"}""") == 0, s_limit, "the request is no longer counted");
    }

    [Fact]
    public async Task Stream_BackendIsCutInTheMiddle_ClientSeesABrokenAnswerNotAShortOne()
    {
        var cut = new TaskCompletionSource();
        await using var backend = await FakeBackend.StartAsync("m");
        backend.Answer = async (context, _) =>
        {
            await context.Response.WriteAsync("data: one\n\n");
            await cut.Task;
            context.Abort();
        };
        await using var router = await RunningRouter.StartAsync([backend]);

        using var response = await router.ChatAsync("m");
        cut.SetResult();

        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await Eventually.TrueAsync(
            async () => (await router.GetAsync("/metrics")).Contains("vllm:request_errors_total{", StringComparison.Ordinal), s_limit, "the error is counted");
    }
}
