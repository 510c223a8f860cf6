using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task IncomingRequests_UnknownAndDownModels_AreCountedToo()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        await using var down = await FakeBackend.StartAsync("down");
        await using var router = await RunningRouter.StartAsync([backend, down]);
        await down.DisposeAsync();

        await router.ChatAsync("m");
        await router.ChatAsync("down");
        await router.ChatAsync("down");
        await router.ChatAsync("""no\"body""");
        await router.PostAsync("/v1/chat/completions", "{}"u8.ToArray());

        Assert.Equal(1, await router.MetricAsync("""vllm:num_incoming_requests_total{model="m"}"""));
        Assert.Equal(2, await router.MetricAsync("""vllm:num_incoming_requests_total{model="down"}"""));
        Assert.Equal(1, await router.MetricAsync("""vllm:num_incoming_requests_total{model="no\"body"}"""));
    }

    [Fact]
    public async Task Figures_OfAnsweredRequests_AreThoseOfTheOriginal()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([backend]);
        var server = $"server=\"{backend.Url}\"";
        for (var i = 0; i < 6; i++)
        {
            using var response = await router.ChatAsync("m");
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(
            async () => await router.MetricAsync($$"""vllm:request_latency_seconds_count{{{server}},model="m",status="200"}""") == 6, TimeSpan.FromSeconds(5), "all six are recorded");
        Assert.Equal(6, await router.MetricAsync($$"""vllm:request_latency_seconds_bucket{{{server}},model="m",status="200",le="120.0"}"""));
        Assert.Equal(18, await router.MetricAsync($$"""vllm:input_tokens_total{{{server}},model="m"}"""));
        Assert.Equal(30, await router.MetricAsync($$"""vllm:output_tokens_total{{{server}},model="m"}"""));
        Assert.Equal(0.1, await router.MetricAsync($"vllm:current_qps{{{server}}}"));
        Assert.InRange((await router.MetricAsync($"vllm:avg_latency{{{server}}}")).GetValueOrDefault(), 1e-6, 10);
        Assert.Equal(1, await router.MetricAsync($"vllm:healthy_pods_total{{{server}}}"));
        Assert.Equal(0, await router.MetricAsync($"vllm:num_requests_running{{{server}}}"));
        Assert.Equal(0.25, await router.MetricAsync($"vllm:gpu_prefix_cache_hit_rate{{{server}}}"));
        Assert.Equal(8, await router.MetricAsync($"vllm:gpu_prefix_cache_queries_total{{{server}}}"));
    }

    [Fact]
    public async Task Tokens_OfAStreamThatCarriesUsage_AreCounted()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        backend.Answer = async (context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("""data: {"choices":[{"delta":{"content":"\"usage\":{\"prompt_tokens\":99}"}}]}""" + "\n\n");
            await context.Response.WriteAsync("""data: {"choices":[],"usage":{"prompt_tokens":11,"total_tokens":18,"completion_tokens":7,"prompt_tokens_details":{"cached_tokens":4}}}""" + "\n\n");
            await context.Response.WriteAsync("data: [DONE]\n\n");
        };
        await using var router = await RunningRouter.StartAsync([backend]);

        using var response = await router.ChatAsync("m");
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(
            async () => await router.MetricAsync($$"""vllm:output_tokens_total{server="{{backend.Url}}",model="m"}""") == 7, TimeSpan.FromSeconds(5), "answer tokens are counted");
        Assert.Equal(11, await router.MetricAsync($$"""vllm:input_tokens_total{server="{{backend.Url}}",model="m"}"""));
    }

    [Fact]
    public async Task Series_OfNamesThatClientsMakeUp_AreBounded()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([backend]);

        await Parallel.ForAsync(0, 2100, TestContext.Current.CancellationToken, async (i, _) => (await router.ChatAsync($"made-up-{i}")).Dispose());

        var lines = (await router.GetAsync("/metrics")).Split('\n').Count(line => line.StartsWith("vllm:num_incoming_requests_total{", StringComparison.Ordinal));
        Assert.InRange(lines, 2000, 2010);
        Assert.InRange((await router.MetricAsync("""vllm:num_incoming_requests_total{model="other"}""")).GetValueOrDefault(), 90, 101);
    }

    [Fact]
    public async Task OtherEndpoints_OfTheOriginal_Answer()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([backend]);
        await router.ModelsAsync();

        using var health = JsonDocument.Parse(await router.GetAsync("/health"));
        Assert.Equal("healthy", health.RootElement.GetProperty("status").GetString());
        using var version = JsonDocument.Parse(await router.GetAsync("/version"));
        Assert.Matches(@"^\d+\.\d+", version.RootElement.GetProperty("version").GetString()!);
        using var engines = JsonDocument.Parse(await router.GetAsync("/engines"));
        Assert.Equal("m", engines.RootElement[0].GetProperty("serving_models")[0].GetString());
        using var missing = await router.Client.GetAsync("/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)missing.StatusCode);
        using var wrong = await router.Client.GetAsync("/v1/chat/completions", TestContext.Current.CancellationToken);
        Assert.Equal(405, (int)wrong.StatusCode);
    }
}
