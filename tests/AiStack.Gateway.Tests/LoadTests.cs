using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests;

public sealed class LoadTests
{
    [Fact]
    public async Task Load_AnswersCutsRefusalsAndAborts_LeaveNothingCountedAsRunning()
    {
        await using var first = await FakeBackend.StartAsync("m");
        await using var second = await FakeBackend.StartAsync("m");
        var comesAndGoes = await FakeBackend.StartAsync("m");
        var port = comesAndGoes.Port;
        first.Answer = second.Answer = BehaveAsync;
        await using var router = await RunningRouter.StartAsync(
            [first, second, comesAndGoes], "--max-instance-failover-reroute-attempts", "1", "--first-byte-timeout", "1");

        var statuses = new System.Collections.Concurrent.ConcurrentBag<HttpStatusCode>();
        var load = Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (i, _) => await AskAsync(router, i, statuses));
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            await comesAndGoes.DisposeAsync();
            await Task.Delay(100, TestContext.Current.CancellationToken);
            comesAndGoes = await FakeBackend.StartAtAsync(port, "m");
        }

        await load.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await comesAndGoes.DisposeAsync();

        Assert.Contains(HttpStatusCode.OK, statuses);
        await Eventually.TrueAsync(() => NothingRunsAsync(router), TimeSpan.FromSeconds(5), "no request is counted as running");
    }

    // The request says how it shall be treated.
    private static async Task BehaveAsync(HttpContext context, byte[] body)
    {
        switch (Encoding.UTF8.GetString(body)[^2])
        {
            case '0':
                context.Abort();
                break;
            case '1':
                await context.Response.WriteAsync("begun");
                await Task.Delay(5, context.RequestAborted);
                context.Abort();
                break;
            case '2':
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            default:
                await context.Response.WriteAsync("""{"usage":{"prompt_tokens":1,"completion_tokens":1}}""");
                break;
        }
    }

    private static async Task AskAsync(RunningRouter router, int i, System.Collections.Concurrent.ConcurrentBag<HttpStatusCode> statuses)
    {
        using var patience = new CancellationTokenSource(i % 10 == 2 ? 50 : 20_000);
        using var content = new StringContent($$"""{"model":"m","n":{{i % 10}}}""");
        try
        {
            using var response = await router.Client.PostAsync("/v1/completions", content, patience.Token);
            // A backend that is being stopped may answer 500 of its own; what the router answers itself has an id without fail.
            Assert.True(response.Headers.Contains("X-Request-Id"), $"{response.StatusCode} did not come through the router's own code.");
            statuses.Add(response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // Cut in the middle, or given up: both are asked for above.
        }
    }

    private static async Task<bool> NothingRunsAsync(RunningRouter router)
    {
        var running = (await router.GetAsync("/metrics")).Split('\n')
            .Where(line => line.StartsWith("vllm:num_requests_running{", StringComparison.Ordinal) || line.StartsWith("vllm:num_prefill_requests{", StringComparison.Ordinal))
            .ToList();
        return running.Count == 6 && running.All(line => line.EndsWith(" 0", StringComparison.Ordinal));
    }
}
