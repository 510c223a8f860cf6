using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AiStack.Autoscaling.Load;
using AiStack.Autoscaling.Replay;
using AiStack.Components;
using AiStack.Components.Keda;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHost.Tests;

/// <summary>A scaled model under a load, in a time that goes ten times as fast: what its scaler shows, and what its engines do.</summary>
public sealed partial class LocalScalingTests
{
    private const string Model = "org/chat";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Load_OnAScaledModel_BringsThreeEnginesThatShareIt_AndItsEndBringsOneAgain()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder();
        await using var app = await StartAsync(builder, least: 1, limit.Token);
        using var router = RouterOf(app);
        Assert.Equal("1 running", await StateAsync(app, state => state == "1 running", limit.Token));

        using (var load = new Load(router, clients: 24, limit.Token))
        {
            await StateAsync(app, state => state == "3 running", limit.Token);
            await load.AllAnsweredAsync(requestsOfEach: 1);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(engine => ServesAsync(app, $"chat-{engine}", limit.Token)));
        }

        await StateAsync(app, state => state == "1 running", limit.Token);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(router, 1, limit.Token));

        var log = await LogAsync(app, limit.Token);
        Assert.Contains(log, line => line.Contains(" / 2 per replica → ", StringComparison.Ordinal) && line.EndsWith("now 1 → 2", StringComparison.Ordinal));
        Assert.Contains(log, line => line.EndsWith("now 2 → 3", StringComparison.Ordinal));

        // Engines that were added within the last minute may go at once (calculateScaleDownLimitWithBehaviors), the others one a minute.
        Assert.Contains(log, line => line.Contains(", fewest is 1; now ", StringComparison.Ordinal) && line.EndsWith(" → 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ModelThatMaySleep_WithoutRequests_GoesToSleep_AndTheFirstRequestWakesIt()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder();
        await using var app = await StartAsync(builder, least: 0, limit.Token);
        using var router = RouterOf(app);

        // A model that nobody has asked yet is kept awake for as long as its first start may take.
        Assert.Equal(HttpStatusCode.OK, await AskAsync(router, 1, limit.Token));
        await StateAsync(app, state => state == "asleep", limit.Token);
        await app.ResourceNotifications.WaitForResourceAsync("chat", "Asleep", limit.Token);

        // Who waits for the component finds it able to answer: the router is there, and what it is asked for wakes.
        var health = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "vllm_models", limit.Token);
        Assert.Equal(HealthStatus.Healthy, health.Status);

        // What the cluster's router says, which the request wakes the model with.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(router, 1, limit.Token));
        await StateAsync(app, state => state == "1 running", limit.Token);
        while (await AskAsync(router, 1, limit.Token) != HttpStatusCode.OK)
        {
            await Task.Delay(100, limit.Token);
        }
    }

    [Fact]
    public async Task EngineThatEndsByItself_IsStartedAgain_AndOneStoppedByHandIsNot()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder();
        await using var app = await StartAsync(builder, least: 2, limit.Token);
        using var router = RouterOf(app);
        await StateAsync(app, state => state == "2 running", limit.Token);

        var killed = await ProcessAsync(app, "chat-0", limit.Token);
        killed.Kill();
        await app.ResourceNotifications.WaitForResourceAsync("chat-0", change => IsRunning(change) && PidOf(change) != killed.Id, limit.Token);
        await StateAsync(app, state => state == "2 running", limit.Token);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(router, 1, limit.Token));
        Assert.Contains(await LogAsync(app, limit.Token), line => line.Contains("chat-0 ended with exit code ", StringComparison.Ordinal) && line.EndsWith(": it is started again", StringComparison.Ordinal));

        // The second time it is left alone for ten seconds of the scaler's own, of which ten pass in one.
        (await ProcessAsync(app, "chat-0", limit.Token)).Kill();
        await StateAsync(app, state => state == "1 of 2 ready", limit.Token);
        await StateAsync(app, state => state == "2 running", limit.Token);
        Assert.Contains(await LogAsync(app, limit.Token), line => line.EndsWith(": it is started again in 10 s", StringComparison.Ordinal));

        Assert.True((await CommandAsync(app, "chat-1", KnownResourceCommands.StopCommand, limit.Token)).Success);
        await StateAsync(app, state => state == "1 of 2 ready", limit.Token);
        await Task.Delay(TimeSpan.FromSeconds(4), limit.Token);
        await StateAsync(app, state => state == "1 of 2 ready", limit.Token);
        Assert.Contains(await LogAsync(app, limit.Token), line => line.EndsWith("chat-1 was stopped by hand, and stays so until more engines are wanted than now", StringComparison.Ordinal));

        // One more than is wanted goes again.
        Assert.True((await CommandAsync(app, "chat-1", KnownResourceCommands.StartCommand, limit.Token)).Success);
        await StateAsync(app, state => state == "2 running", limit.Token);
        Assert.True((await CommandAsync(app, "chat-2", KnownResourceCommands.StartCommand, limit.Token)).Success);
        await app.ResourceNotifications.WaitForResourceAsync("chat-2", change => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text), limit.Token);
        Assert.Contains(await LogAsync(app, limit.Token), line => line.EndsWith("chat-2 runs, and 2 engines are wanted: it is stopped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replay_OfTheSameLoad_PredictsTheSameSteps()
    {
        const int Speed = 5;
        const int LoadSeconds = 60;
        const int PerSecond = 1;
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder(Speed);

        // As often as a cluster's HorizontalPodAutoscaler looks, so that both have one clock.
        var polling = TimeSpan.FromSeconds(15);
        await using var app = await StartAsync(builder, least: 1, limit.Token, polling);
        using var router = RouterOf(app);

        await StateAsync(app, state => state == "1 running", limit.Token);
        while ((await LogAsync(app, limit.Token)).Count == 0)
        {
            await Task.Delay(50, limit.Token);
        }

        var began = TimeOf((await LogAsync(app, limit.Token))[0]);
        var idle = (int)((DateTime.UtcNow - began).TotalSeconds * Speed);
        await SendAsync(router, LoadSeconds * PerSecond, TimeSpan.FromSeconds(1.0 / PerSecond / Speed), limit.Token);
        await StateAsync(app, state => state == "3 running", limit.Token);
        await StateAsync(app, state => state == "1 running", limit.Token);

        // Slower than they are, since a scaler's second is shorter than one.
        var engines = new EngineSpeed
        {
            TimeToFirstToken = TimeSpan.FromMilliseconds(200 * Speed), InterTokenLatency = TimeSpan.FromMilliseconds(20 * Speed), PromptTokensPerSecond = null, KvCacheTokens = null,
        };
        var model = ModelReplays.Of(builder.GetStackModel().Stack, engines, startUp: TimeSpan.FromSeconds(0.8 * Speed)).Single() with { ScrapeInterval = TimeSpan.FromSeconds(1) };
        var load = new LoadCurve([
            .. Enumerable.Repeat(default(LoadSecond), idle),
            .. Enumerable.Repeat(new LoadSecond(PerSecond, 10, 100), LoadSeconds),
            .. Enumerable.Repeat(default(LoadSecond), 400),
        ]);
        var predicted = ModelReplay.Run(model, load).Changes.Select(change => (change.From, change.To, Seconds: change.Time.TotalSeconds)).ToList();
        var seen = (await LogAsync(app, limit.Token)).Select(line => (Match: Change().Match(line), Line: line)).Where(found => found.Match.Success)
            .Select(found => (From: Number(found.Match, 1), To: Number(found.Match, 2), Seconds: (TimeOf(found.Line) - began).TotalSeconds * Speed)).ToList();

        Assert.Equal(predicted.Select(change => (change.From, change.To)), seen.Select(change => (change.From, change.To)));

        // One polling interval, and two seconds that a busy machine may be late.
        var tolerance = polling.TotalSeconds + (2 * Speed);
        Assert.All(predicted.Zip(seen), pair => Assert.InRange(pair.Second.Seconds - pair.First.Seconds, -tolerance, tolerance));

        static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Scaler_OfTheDashboard_HasValueTargetAndReason()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder();
        await using var app = await StartAsync(builder, least: 1, limit.Token);
        await StateAsync(app, state => state == "1 running", limit.Token);

        var change = await app.ResourceNotifications.WaitForResourceAsync(
            "chat-scaler", change => change.Snapshot.Properties.Any(property => property is { Name: "last.reason", Value: string { Length: > 0 } }), limit.Token);

        var properties = change.Snapshot.Properties.ToDictionary(property => property.Name, property => Convert.ToString(property.Value, CultureInfo.InvariantCulture));
        Assert.Equal("2", properties["engines.target"]);
        Assert.Equal("1", properties["replicas.desired"]);
        Assert.Equal("1 to 3", properties["replicas.bounds"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("fast")]
    [InlineData("1000")]
    public void Speed_ThatIsNone_IsRefusedWhenTheStackIsDescribed(string speed)
    {
        using var builder = DistributedApplicationTestingBuilder.Create(["--AiStack:Run=embedded", $"--AiStack:Autoscaling:Speed={speed}"], Configure);

        var error = Assert.ThrowsAny<DistributedApplicationException>(() => Describe(builder, least: 1));

        Assert.Contains($"AiStack:Autoscaling:Speed is '{speed}'. It takes a number from 1 ", error.Message, StringComparison.Ordinal);
    }

    private static IDistributedApplicationTestingBuilder Builder(int speed = 10) => DistributedApplicationTestingBuilder.Create(
        ["--AiStack:Run=embedded", FormattableString.Invariant($"--AiStack:Autoscaling:Speed={speed}"), "--AiStack:Simulator:TimeToFirstToken=200ms", "--AiStack:Simulator:InterTokenLatency=20ms"], Configure);

    // The engine is found through the AppHost, as a test has none of its own.
    private static void Configure(DistributedApplicationOptions options, Microsoft.Extensions.Hosting.HostApplicationBuilderSettings settings) =>
        options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name;

    private static void Describe(IDistributedApplicationBuilder builder, int least, TimeSpan? polling = null)
    {
        var vllm = builder.AddVllm("vllm");
        var chat = vllm.AddModel("chat", Model, ModelType.Chat).WithExtraArguments("--max-num-seqs", "2");
        builder.AddPrometheus("prometheus").WithReference(vllm, scrape => scrape with { Interval = TimeSpan.FromSeconds(10) });
        builder.AddKeda("keda").WithReference(chat, scale => scale with
        {
            Threshold = 2, MinReplicas = least, MaxReplicas = 3, PollingInterval = polling ?? TimeSpan.FromSeconds(10), CooldownPeriod = TimeSpan.FromSeconds(40),
        });
    }

    private static async Task<DistributedApplication> StartAsync(IDistributedApplicationTestingBuilder builder, int least, CancellationToken cancelled, TimeSpan? polling = null)
    {
        Describe(builder, least, polling);
        var app = await builder.BuildAsync(cancelled);
        await app.StartAsync(cancelled);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("vllm", cancelled);
        return app;
    }

    private static HttpClient RouterOf(DistributedApplication app) => new() { BaseAddress = app.GetEndpoint("vllm-router", "http"), Timeout = TimeSpan.FromMinutes(2) };

    private static async Task<string> StateAsync(DistributedApplication app, Func<string, bool> isMeant, CancellationToken cancelled)
    {
        var change = await app.ResourceNotifications.WaitForResourceAsync("chat-scaler", change => isMeant(change.Snapshot.State?.Text ?? ""), cancelled);
        return change.Snapshot.State!.Text;
    }

    private static Task<ExecuteCommandResult> CommandAsync(DistributedApplication app, string engine, string command, CancellationToken cancelled) =>
        app.ResourceCommands.ExecuteCommandAsync(app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == engine), command, cancelled);

    private static bool IsRunning(ResourceEvent change) => change.Snapshot.State?.Text == KnownResourceStates.Running;

    private static int? PidOf(ResourceEvent change) =>
        change.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid ? Convert.ToInt32(pid, CultureInfo.InvariantCulture) : null;

    private static async Task<Process> ProcessAsync(DistributedApplication app, string engine, CancellationToken cancelled) =>
        Process.GetProcessById(PidOf(await app.ResourceNotifications.WaitForResourceAsync(engine, change => IsRunning(change) && PidOf(change) is not null, cancelled))!.Value);

    private static async Task<HttpStatusCode> AskAsync(HttpClient router, int tokens, CancellationToken cancelled)
    {
        using var response = await router.PostAsJsonAsync("/v1/chat/completions", new { model = Model, max_tokens = tokens, ignore_eos = true, messages = new[] { new { role = "user", content = "Hello" } } }, cancelled);
        return response.StatusCode;
    }

    // At their times, whether or not earlier ones are answered.
    private static async Task SendAsync(HttpClient router, int requests, TimeSpan interval, CancellationToken cancelled)
    {
        using var clock = new PeriodicTimer(interval);
        for (var request = 0; request < requests; request++)
        {
            _ = AskAsync(router, 100, cancelled);
            await clock.WaitForNextTickAsync(cancelled);
        }
    }

    // 2026-11-28T04:43:58.8533393Z 12 waiting / 2 per replica → 6, most is 3; now 2 → 3
    private static DateTime TimeOf(string line) => DateTime.Parse(line[..line.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    [GeneratedRegex(@"now (\d+) → (\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Change();

    private static async Task ServesAsync(DistributedApplication app, string engine, CancellationToken cancelled)
    {
        using var client = app.CreateHttpClient(engine, "http");
        while (!(await client.GetStringAsync("/metrics", cancelled)).Split('\n').Any(line => line.StartsWith("vllm:request_success_total{", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal) && !line.EndsWith(" 0.0", StringComparison.Ordinal)))
        {
            await Task.Delay(100, cancelled);
        }
    }

    private static async Task<IReadOnlyList<string>> LogAsync(DistributedApplication app, CancellationToken cancelled)
    {
        var scaler = app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == "chat-scaler");
        var lines = new List<string>();
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(scaler).WithCancellation(cancelled))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return lines;
    }

    /// <summary>Clients that ask again as soon as they are answered, until this is disposed.</summary>
    private sealed class Load : IDisposable
    {
        private readonly CancellationTokenSource _end;
        private readonly ConcurrentBag<HttpStatusCode> _answers = [];
        private readonly int _clients;

        public Load(HttpClient router, int clients, CancellationToken cancelled)
        {
            _clients = clients;
            _end = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
            for (var client = 0; client < clients; client++)
            {
                _ = RunAsync(router);
            }
        }

        public async Task AllAnsweredAsync(int requestsOfEach)
        {
            while (_answers.Count < _clients * requestsOfEach)
            {
                await Task.Delay(50, _end.Token);
            }

            Assert.All(_answers, status => Assert.Equal(HttpStatusCode.OK, status));
        }

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }

        private async Task RunAsync(HttpClient router)
        {
            try
            {
                while (true)
                {
                    _answers.Add(await AskAsync(router, 100, _end.Token));
                }
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                // The load is over.
            }
        }
    }
}
