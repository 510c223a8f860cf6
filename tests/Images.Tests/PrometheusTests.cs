using System.Text.Json;

namespace Images.Tests;

/// <summary>The Prometheus image takes the official one's arguments, and scrapes.</summary>
[Trait("Needs", "Docker")]
public sealed class PrometheusTests : IDisposable
{
    private const string Configuration = """
        global: { scrape_interval: 1s }
        scrape_configs:
          - job_name: engines
            static_configs: [{ targets: ["engine:8000"] }]
          - job_name: qdrant
            authorization: { type: Bearer, credentials: secret }
            static_configs: [{ targets: ["qdrant:6333"] }]
        """;

    private readonly MountedFolder _configuration = new();

    [Fact]
    public async Task Targets_AreScraped_AndAQueryReturnsTheSimulatorsMetric()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await _configuration.WriteAsync("prometheus.yml", Configuration, limit.Token);
        var images = await LocalImages.GetAsync(limit.Token);
        await using var network = await TestNetwork.CreateAsync(limit.Token);
        await using var engine = await TestContainer.StartAsync(images["vllm"], [], network.As("engine"), ["serve", "Qwen/Qwen2-1.5B-Instruct", "--port", "8000", "--host", "0.0.0.0"], limit.Token);
        await using var qdrant = await TestContainer.StartAsync(images["qdrant"], [], [.. network.As("qdrant"), "--env", "QDRANT__SERVICE__API_KEY=secret"], [], limit.Token);
        await using var prometheus = await TestContainer.StartAsync(images["prometheus"], [9090],
            [.. network.As("prometheus"), .. _configuration.At("/etc/prometheus")],
            ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus", "--storage.tsdb.retention.time=1d"], limit.Token);

        using var client = await prometheus.ClientAsync(9090, limit.Token);
        await Eventually.TrueAsync(() => client.AnswersAsync("/-/ready", limit.Token), limit.Token);
        await Eventually.TrueAsync(async () => await QueryAsync("sum(up)") == "2", limit.Token);
        Assert.Equal("0", await QueryAsync("sum(vllm:num_requests_waiting)"));
        Assert.Equal("nobody", await prometheus.ExecuteAsync(["stat", "--format", "%U", "/proc/1"], limit.Token));

        async Task<string?> QueryAsync(string query)
        {
            using var answer = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", limit.Token));
            var result = answer.RootElement.GetProperty("data").GetProperty("result");
            return result.GetArrayLength() == 0 ? null : result[0].GetProperty("value")[1].GetString();
        }
    }

    public void Dispose() => _configuration.Dispose();
}
