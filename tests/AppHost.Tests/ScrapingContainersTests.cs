using System.Text.Json;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace AppHost.Tests;

/// <summary>A real Prometheus in a container scrapes what it is linked to, with the configuration that its links make up.</summary>
[Trait("Needs", "Docker")]
public sealed class ScrapingContainersTests
{
    [Fact]
    public async Task Prometheus_LinkedToVllm_HasEveryEngineAndTheRouterUp_AndAnswersTheQueryThatScalingAsks()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var images = await LocalImages.GetAsync(limit.Token);
        string volume;
        await using (var builder = DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=containers", .. images.Overrides],
            // The engine is found through the AppHost, as a test has none of its own.
            (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name))
        {
            var vllm = builder.AddVllm("vllm");
            vllm.AddModel("chat", "org/chat", ModelType.Chat).WithReplicas(2);
            // A name of its own: the data of a Prometheus of the same name, which another test has just run, would be counted too.
            var prometheus = builder.AddPrometheus("prometheus-scraping").WithReference(vllm, scrape => scrape with { Interval = TimeSpan.FromSeconds(1) });
            volume = VolumeNameGenerator.Generate(prometheus, "data");

            await using var app = await builder.BuildAsync(limit.Token);
            await app.StartAsync(limit.Token);
            await app.ResourceNotifications.WaitForResourceHealthyAsync("prometheus-scraping", limit.Token);

            using var client = new HttpClient { BaseAddress = app.GetEndpoint("prometheus-scraping", "http") };
            Assert.Equal("2", await BecomesAsync(client, "sum(up{job=\"vllm-chat\"})", "2", limit.Token));
            Assert.Equal("1", await BecomesAsync(client, "sum(up{job=\"vllm-router\"})", "1", limit.Token));
            Assert.Equal("0", await BecomesAsync(client, "sum(vllm:num_requests_waiting{job=\"vllm-chat\"})", "0", limit.Token));
            Assert.Equal("3", await BecomesAsync(client, "count(up)", "3", limit.Token));
        }

        await ContainerEngine.RunAsync(["volume", "rm", volume], limit.Token);
    }

    private static async Task<string?> BecomesAsync(HttpClient client, string query, string expected, CancellationToken cancelled)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        string? value = null;
        while (value != expected && !patience.IsCancellationRequested)
        {
            using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative), cancelled));
            var result = answer.RootElement.GetProperty("data").GetProperty("result");
            value = result.GetArrayLength() == 0 ? null : result[0].GetProperty("value")[1].GetString();
            if (value != expected)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancelled);
            }
        }

        return value;
    }
}
