namespace AiStack.Simulator.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Page_HasVllmsNamesAndTypes()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var page = await PageAsync(simulator);

        foreach (var (name, type) in new[]
        {
            ("num_requests_running", "gauge"), ("num_requests_waiting", "gauge"), ("num_requests_waiting_by_reason", "gauge"), ("kv_cache_usage_perc", "gauge"),
            ("engine_sleep_state", "gauge"), ("cache_config_info", "gauge"), ("prompt_tokens_total", "counter"), ("generation_tokens_total", "counter"),
            ("request_success_total", "counter"), ("num_preemptions_total", "counter"), ("prefix_cache_queries_total", "counter"), ("prefix_cache_hits_total", "counter"),
            ("time_to_first_token_seconds", "histogram"), ("inter_token_latency_seconds", "histogram"), ("e2e_request_latency_seconds", "histogram"),
            ("request_queue_time_seconds", "histogram"), ("request_prefill_time_seconds", "histogram"), ("request_decode_time_seconds", "histogram"),
            ("request_inference_time_seconds", "histogram"), ("iteration_tokens_total", "histogram"), ("request_prompt_tokens", "histogram"), ("request_generation_tokens", "histogram"),
        })
        {
            Assert.Contains($"# TYPE vllm:{name} {type}\n", page, StringComparison.Ordinal);
            Assert.Contains($"# HELP vllm:{name} ", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Histograms_HaveVllmsBuckets()
    {
        await using var simulator = await RunningSimulator.StartAsync("--max-model-len", "120");

        var page = await PageAsync(simulator);

        Assert.Equal("0.001 0.005 0.01 0.02 0.04 0.06 0.08 0.1 0.25 0.5 0.75 1.0 2.5 5.0 7.5 10.0 20.0 40.0 80.0 160.0 640.0 2560.0 +Inf", Bounds(page, "time_to_first_token_seconds"));
        Assert.Equal("0.3 0.5 0.8 1.0 1.5 2.0 2.5 5.0 10.0 15.0 20.0 30.0 40.0 50.0 60.0 120.0 240.0 480.0 960.0 1920.0 7680.0 +Inf", Bounds(page, "e2e_request_latency_seconds"));
        Assert.Equal("1.0 2.0 5.0 10.0 20.0 50.0 100.0 +Inf", Bounds(page, "request_prompt_tokens"));
    }

    [Fact]
    public async Task Counters_MoveByWhatUsageSays()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var prompt = 0;
        var completion = 0;
        for (var i = 0; i < 5; i++)
        {
            var (_, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat($"question {i}", new { max_tokens = i == 0 ? 3 : 1000 }));
            prompt += answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32();
            completion += answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32();
        }

        Assert.Equal(prompt, await simulator.MetricAsync("vllm:prompt_tokens_total"));
        Assert.Equal(completion, await simulator.MetricAsync("vllm:generation_tokens_total"));
        Assert.Equal(1, await simulator.MetricAsync("vllm:request_success_total", "finished_reason=\"length\""));
        Assert.Equal(4, await simulator.MetricAsync("vllm:request_success_total", "finished_reason=\"stop\""));
        Assert.Equal(5, await simulator.MetricAsync("vllm:e2e_request_latency_seconds_count"));
        Assert.Equal(completion, await simulator.MetricAsync("vllm:request_generation_tokens_sum"));
        Assert.Equal(completion - 5, await simulator.MetricAsync("vllm:inter_token_latency_seconds_count"));
    }

    [Fact]
    public async Task PrefixCache_SamePromptAgain_HitsAllWholeBlocksButTheLastToken()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var request = RunningSimulator.Chat(string.Concat(Enumerable.Repeat("again and again ", 20)));

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", request);
        Assert.Equal(0, await simulator.MetricAsync("vllm:prefix_cache_hits_total"));
        await simulator.PostAsync("/v1/chat/completions", request);

        var prompt = answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32();
        Assert.Equal(2 * prompt, await simulator.MetricAsync("vllm:prefix_cache_queries_total"));
        Assert.Equal((prompt - 1) / 16 * 16, await simulator.MetricAsync("vllm:prefix_cache_hits_total"));
        Assert.Equal((prompt - 1) / 16 * 16, await simulator.MetricAsync("vllm:prompt_tokens_by_source_total", "source=\"local_cache_hit\""));
    }

    [Fact]
    public async Task CacheConfig_SaysHowManyBlocksThereAre()
    {
        await using var simulator = await RunningSimulator.StartAsync("--gpu-memory-utilization", "0.5", "--no-enable-prefix-caching");

        var page = await PageAsync(simulator);

        var line = Assert.Single(page.Split('\n'), line => line.StartsWith("vllm:cache_config_info{", StringComparison.Ordinal));
        Assert.Contains("num_gpu_blocks=\"24576\"", line, StringComparison.Ordinal);
        Assert.Contains("enable_prefix_caching=\"False\"", line, StringComparison.Ordinal);
        Assert.Contains("gpu_memory_utilization=\"0.5\"", line, StringComparison.Ordinal);
    }

    private static Task<string> PageAsync(RunningSimulator simulator) => simulator.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

    private static string Bounds(string page, string name) => string.Join(' ', page.Split('\n')
        .Where(line => line.StartsWith($"vllm:{name}_bucket{{", StringComparison.Ordinal))
        .Select(line => line.Split("le=\"")[1].Split('"')[0]));
}
