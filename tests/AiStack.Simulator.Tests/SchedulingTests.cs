using System.Diagnostics;
using System.Net.Http.Json;

namespace AiStack.Simulator.Tests;

public sealed class SchedulingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MoreRequestsThanPlaces_TheRestWaitsAndShows()
    {
        await using var simulator = await RunningSimulator.StartAsync("--max-num-seqs", "2", "--time-to-first-token", "600ms");

        var requests = Enumerable.Range(0, 5).Select(i => simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat($"request {i}"))).ToArray();
        await RunningSimulator.EventuallyAsync(async () => await simulator.MetricAsync("vllm:num_requests_waiting") == 3, "three wait");

        Assert.Equal(2, await simulator.MetricAsync("vllm:num_requests_running"));
        Assert.Equal(3, await simulator.MetricAsync("vllm:num_requests_waiting_by_reason", "reason=\"capacity\""));
        Assert.True(await simulator.MetricAsync("vllm:kv_cache_usage_perc") > 0);
        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(0, await simulator.MetricAsync("vllm:num_requests_running"));
        Assert.Equal(0, await simulator.MetricAsync("vllm:num_requests_waiting"));
        Assert.Equal(0, await simulator.MetricAsync("vllm:kv_cache_usage_perc"));
        Assert.True(await simulator.MetricAsync("vllm:request_queue_time_seconds_sum") > 0.6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClientThatGoesAway_FreesItsPlaceAtOnce(bool stream)
    {
        await using var simulator = await RunningSimulator.StartAsync("--max-num-seqs", "1", "--time-to-first-token", "50ms", "--inter-token-latency", "10s");
        using var leaving = new CancellationTokenSource();
        var first = SendAsync(simulator, RunningSimulator.Chat("I will leave", new { stream }), leaving.Token);
        await RunningSimulator.EventuallyAsync(async () => await simulator.MetricAsync("vllm:num_requests_running") == 1, "the first runs");
        var second = SendAsync(simulator, RunningSimulator.Chat("I come next", new { max_tokens = 1 }), Cancellation);
        await RunningSimulator.EventuallyAsync(async () => await simulator.MetricAsync("vllm:num_requests_waiting") == 1, "the second waits");

        await leaving.CancelAsync();

        Assert.Equal(200, await second.WaitAsync(TimeSpan.FromSeconds(5), Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1, await simulator.MetricAsync("vllm:request_success_total", "finished_reason=\"abort\""));
        Assert.Equal(0, await simulator.MetricAsync("vllm:kv_cache_usage_perc"));
    }

    [Fact]
    public async Task WaitingClientThatGoesAway_LeavesTheQueue()
    {
        await using var simulator = await RunningSimulator.StartAsync("--max-num-seqs", "1", "--time-to-first-token", "10s");
        using var leaving = new CancellationTokenSource();
        var running = SendAsync(simulator, RunningSimulator.Chat("I run"), leaving.Token);
        await RunningSimulator.EventuallyAsync(async () => await simulator.MetricAsync("vllm:num_requests_running") == 1, "one runs");
        using var impatient = new CancellationTokenSource();
        var waiting = SendAsync(simulator, RunningSimulator.Chat("I wait"), impatient.Token);
        await RunningSimulator.EventuallyAsync(async () => await simulator.MetricAsync("vllm:num_requests_waiting") == 1, "one waits");

        await impatient.CancelAsync();
        await RunningSimulator.EventuallyAsync(async () => await simulator.MetricAsync("vllm:num_requests_waiting") == 0, "nobody waits");

        Assert.Equal(1, await simulator.MetricAsync("vllm:num_requests_running"));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(running, waiting));
    }

    [Fact]
    public async Task FullCache_LetsRequestsWaitAlthoughThereArePlaces()
    {
        await using var simulator = await RunningSimulator.StartAsync("--max-model-len", "64", "--num-gpu-blocks-override", "6", "--time-to-first-token", "500ms");

        var requests = Enumerable.Range(0, 2).Select(_ => simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("x", new { max_tokens = 50, ignore_eos = true }))).ToArray();
        await RunningSimulator.EventuallyAsync(async () => await simulator.MetricAsync("vllm:num_requests_waiting") == 1, "one waits for blocks");

        Assert.All(await Task.WhenAll(requests), answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task Latencies_AreKept()
    {
        await using var simulator = await RunningSimulator.StartAsync("--time-to-first-token", "200ms", "--inter-token-latency", "50ms");
        var started = Stopwatch.GetTimestamp();

        await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("slow down", new { max_tokens = 5 }));

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        // 200 + 4 × 50, and whatever a busy machine adds.
        Assert.InRange(elapsed, 395, 3000);
        Assert.Equal(1, await simulator.MetricAsync("vllm:time_to_first_token_seconds_count"));
        Assert.InRange(await simulator.MetricAsync("vllm:time_to_first_token_seconds_sum"), 0.2, 3);
        Assert.Equal(4, await simulator.MetricAsync("vllm:inter_token_latency_seconds_count"));
    }

    [Fact]
    public async Task OpenStreams_EndWithinASecondOfBeingStopped()
    {
        var simulator = await RunningSimulator.StartAsync("--time-to-first-token", "10ms", "--inter-token-latency", "10s");
        var streams = Enumerable.Range(0, 10).Select(i => SendAsync(simulator, RunningSimulator.Chat($"stream {i}", new { stream = true }), Cancellation)).ToArray();
        await RunningSimulator.EventuallyAsync(async () => await simulator.MetricAsync("vllm:num_requests_running") == 10, "all run");
        var started = Stopwatch.GetTimestamp();

        await simulator.DisposeAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 2);
        await Task.WhenAll(streams).ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private static async Task<int> SendAsync(RunningSimulator simulator, object body, CancellationToken cancellation)
    {
        using var answer = await simulator.Http.PostAsJsonAsync("/v1/chat/completions", body, cancellation);
        return (int)answer.StatusCode;
    }
}
