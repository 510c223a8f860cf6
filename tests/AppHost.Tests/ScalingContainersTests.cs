using System.Net;
using System.Net.Http.Json;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Tests;

/// <summary>Scaled models in containers: what their scalers read is what a real Prometheus answers, and the engines are started and stopped as containers.</summary>
[Trait("Needs", "Docker")]
public sealed class ScalingContainersTests
{
    // Seconds of a scaler are hundredths here, so that what a model that nobody has asked yet waits for its first sleep (55 min) is over in half a minute.
    private const int Speed = 100;

    [Fact]
    public async Task Load_SeenByPrometheus_BringsThreeContainers_AndASleepingModelWakesWhenItIsAskedAgain()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var images = await LocalImages.GetAsync(limit.Token);
        string volume;
        await using (var builder = DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=containers", "--AiStack:Models=simulator", FormattableString.Invariant($"--AiStack:Autoscaling:Speed={Speed}"), "--AiStack:Simulator:InterTokenLatency=20ms", .. images.Overrides],
            (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name))
        {
            volume = Describe(builder);
            await using var app = await builder.BuildAsync(limit.Token);
            await app.StartAsync(limit.Token);
            await app.ResourceNotifications.WaitForResourceHealthyAsync("vllm-scaling", limit.Token);
            using var router = new HttpClient { BaseAddress = app.GetEndpoint("vllm-scaling-router", "http"), Timeout = TimeSpan.FromMinutes(1) };

            await Task.WhenAll(LoadBringsThreeAndItsEndOneAsync(app, router, limit.Token), SleeperWakesAsync(app, router, limit.Token));
        }

        await ContainerEngine.RunAsync(["volume", "rm", volume], limit.Token);
    }

    private static string Describe(IDistributedApplicationBuilder builder)
    {
        var vllm = builder.AddVllm("vllm-scaling");
        var busy = vllm.AddModel("busy", "org/busy", ModelType.Chat).WithExtraArguments("--max-num-seqs", "2");
        var idle = vllm.AddModel("idle", "org/idle", ModelType.Chat);

        // A name of its own: the data of a Prometheus of the same name, which another test has just run, would be counted too.
        var prometheus = builder.AddPrometheus("prometheus-scaling").WithReference(vllm, scrape => scrape with { Interval = TimeSpan.FromSeconds(1) });
        builder.AddKeda("keda")
            .WithReference(busy, scale => scale with { Threshold = 2, PollingInterval = TimeSpan.FromSeconds(100), CooldownPeriod = TimeSpan.FromSeconds(1500) })
            .WithReference(idle, scale => scale with { MinReplicas = 0, PollingInterval = TimeSpan.FromSeconds(100), CooldownPeriod = TimeSpan.FromSeconds(100) });
        return VolumeNameGenerator.Generate(prometheus, "data");
    }

    private static async Task LoadBringsThreeAndItsEndOneAsync(DistributedApplication app, HttpClient router, CancellationToken cancelled)
    {
        await StateAsync(app, "busy-scaler", "1 running", cancelled);
        using (var load = CancellationTokenSource.CreateLinkedTokenSource(cancelled))
        {
            var clients = Task.WhenAll(Enumerable.Range(0, 24).Select(_ => AskUntilAsync(router, load.Token)));
            await StateAsync(app, "busy-scaler", "3 running", cancelled);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(engine => ServesAsync(app, $"busy-{engine}", cancelled)));
            await load.CancelAsync();
            await clients;
        }

        await StateAsync(app, "busy-scaler", "1 running", cancelled);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(router, "org/busy", 1, cancelled));

        var log = await LogAsync(app, "busy-scaler", cancelled);
        Assert.Contains(log, line => line.Contains(" waiting / 2 per replica → ", StringComparison.Ordinal) && line.EndsWith("now 1 → 2", StringComparison.Ordinal));
        Assert.Contains(log, line => line.EndsWith("now 2 → 3", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Contains("ended", StringComparison.Ordinal) || line.Contains("failed", StringComparison.Ordinal));
    }

    private static async Task SleeperWakesAsync(DistributedApplication app, HttpClient router, CancellationToken cancelled)
    {
        await StateAsync(app, "idle-scaler", "asleep", cancelled);
        var refused = 0;
        while (await AskAsync(router, "org/idle", 1, cancelled) is var status && status != HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            refused++;
            await Task.Delay(TimeSpan.FromSeconds(1), cancelled);
        }

        Assert.True(refused > 0, "A sleeping model has answered.");
        Assert.Contains(await LogAsync(app, "idle-scaler", cancelled), line => line.EndsWith("1 asked for > 0: wakes; now 0 → 1", StringComparison.Ordinal));
    }

    private static Task<ResourceEvent> StateAsync(DistributedApplication app, string scaler, string state, CancellationToken cancelled) =>
        app.ResourceNotifications.WaitForResourceAsync(scaler, change => change.Snapshot.State?.Text == state, cancelled);

    private static async Task AskUntilAsync(HttpClient router, CancellationToken end)
    {
        try
        {
            while (true)
            {
                Assert.Equal(HttpStatusCode.OK, await AskAsync(router, "org/busy", 100, end));
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The load is over.
        }
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient router, string model, int tokens, CancellationToken cancelled)
    {
        using var response = await router.PostAsJsonAsync("/v1/chat/completions", new { model, max_tokens = tokens, ignore_eos = true, messages = new[] { new { role = "user", content = "Hello" } } }, cancelled);
        return response.StatusCode;
    }

    private static async Task ServesAsync(DistributedApplication app, string engine, CancellationToken cancelled)
    {
        using var client = app.CreateHttpClient(engine, "http");
        while (!(await client.GetStringAsync("/metrics", cancelled)).Split('\n').Any(line => line.StartsWith("vllm:request_success_total{", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal)))
        {
            await Task.Delay(200, cancelled);
        }
    }

    private static async Task<IReadOnlyList<string>> LogAsync(DistributedApplication app, string resource, CancellationToken cancelled)
    {
        var scaler = app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(known => known.Name == resource);
        var lines = new List<string>();
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(scaler).WithCancellation(cancelled))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return lines;
    }
}
