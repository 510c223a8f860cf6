using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AiStack.Components.Vllm;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Tests;

/// <summary>Stacks that a test describes itself: replicas, crashes, references.</summary>
public sealed class OwnStackTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Replicas_OfOneModel_ShareItsRequests_AndTheOthersGoOnWhenOneStops()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder();
        builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat).WithReplicas(2);
        await using var app = await StartAsync(builder, ["vllm", "chat-0", "chat-1"], limit.Token);
        using var router = RouterOf(app);
        // The component is healthy once one replica of its model can be reached.
        await WaitForEnginesAsync(router, 2, limit.Token);

        Assert.All(await AskAsync(router, "org/chat", 10, limit.Token), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.True(await SucceededAsync(app, "chat-0", limit.Token) >= 4);
        Assert.True(await SucceededAsync(app, "chat-1", limit.Token) >= 4);

        await Command(app, "chat-0", KnownResourceCommands.StopCommand, limit.Token);
        Assert.All(await AskAsync(router, "org/chat", 10, limit.Token), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.True(app.ResourceNotifications.TryGetCurrentState("chat", out var model));
        Assert.Equal(KnownResourceStates.Running, model.Snapshot.State?.Text);
    }

    [Fact]
    public async Task Engine_ThatCrashes_ShowsItsExitCode_AndServesAgainAfterAStart()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder();
        builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);
        await using var app = await StartAsync(builder, ["vllm", "chat"], limit.Token);
        using var router = RouterOf(app);

        using (var kill = Process.Start("kill", ["-KILL", (await PidAsync(app, "chat-0", limit.Token)).ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(limit.Token);
        }

        var ended = await app.ResourceNotifications.WaitForResourceAsync("chat-0", change => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text), limit.Token);
        Assert.NotNull(ended.Snapshot.ExitCode);
        Assert.NotEqual(0, ended.Snapshot.ExitCode);
        Assert.All(await AskAsync(router, "org/chat", 1, limit.Token), status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));

        await Command(app, "chat", KnownResourceCommands.StartCommand, limit.Token);
        // Not at once for its health: that wait ends when it still finds the state from before the start.
        await app.ResourceNotifications.WaitForResourceAsync("chat", KnownResourceStates.Running, limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("chat", limit.Token);
        await WaitForEnginesAsync(router, 1, limit.Token);
        Assert.All(await AskAsync(router, "org/chat", 1, limit.Token), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Program_ThatRefersToVllm_GetsTheRoutersAddressAndWaitsForIt()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder();
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddExecutable("client", "/bin/sh", ".", "-c", "echo \"address: $ConnectionStrings__vllm\"").WithReference(vllm).WaitFor(vllm);
        await using var app = await StartAsync(builder, ["vllm"], limit.Token);

        await app.ResourceNotifications.WaitForResourceAsync("client", KnownResourceStates.Finished, limit.Token);

        var address = $"address: Endpoint={app.GetEndpoint("vllm-router", "http").ToString().TrimEnd('/')}/v1";
        var client = app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == "client");
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(client).WithCancellation(limit.Token))
        {
            if (lines.Any(line => line.Content.Contains(address, StringComparison.Ordinal)))
            {
                return;
            }
        }

        Assert.Fail($"'{address}' was not printed.");
    }

    [Fact]
    public async Task Vllm_WithoutAModel_IsRefusedBeforeAnythingStarts()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var builder = Builder();
        builder.AddVllm("vllm");
        await using var app = await builder.BuildAsync(limit.Token);

        var error = await Assert.ThrowsAsync<StackProblemsException>(() => app.StartAsync(limit.Token));

        Assert.Contains("vllm: error AIS125: vllm 'vllm' has no model.", error.Message, StringComparison.Ordinal);
    }

    private static IDistributedApplicationTestingBuilder Builder() => DistributedApplicationTestingBuilder.Create(
        ["--AiStack:Run=embedded"],
        // The engine is found through the AppHost, as a test has none of its own.
        (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);

    private static async Task<DistributedApplication> StartAsync(IDistributedApplicationTestingBuilder builder, string[] healthy, CancellationToken cancelled)
    {
        var app = await builder.BuildAsync(cancelled);
        await app.StartAsync(cancelled);
        await Task.WhenAll(healthy.Select(name => app.ResourceNotifications.WaitForResourceHealthyAsync(name, cancelled)));
        return app;
    }

    // A client of its own: those that the official test host makes repeat a request for half a minute before they show a 503.
    private static HttpClient RouterOf(DistributedApplication app) => new() { BaseAddress = app.GetEndpoint("vllm-router", "http") };

    private static async Task WaitForEnginesAsync(HttpClient router, int count, CancellationToken cancelled)
    {
        while (await router.GetFromJsonAsync<JsonElement>("/engines", cancelled) is var engines && engines.GetArrayLength() != count)
        {
            await Task.Delay(50, cancelled);
        }
    }

    private static async Task<IReadOnlyList<HttpStatusCode>> AskAsync(HttpClient router, string model, int times, CancellationToken cancelled)
    {
        List<HttpStatusCode> statuses = [];
        for (var i = 0; i < times; i++)
        {
            using var answer = await router.PostAsJsonAsync("/v1/chat/completions", new { model, max_tokens = 4, messages = new[] { new { role = "user", content = "Hello" } } }, cancelled);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    // vLLM's own counter, so it says what the engine has done and not what the router thinks.
    private static async Task<double> SucceededAsync(DistributedApplication app, string engine, CancellationToken cancelled)
    {
        using var client = app.CreateHttpClient(engine, "http");
        var metrics = await client.GetStringAsync("/metrics", cancelled);
        return metrics.Split('\n')
            .Where(line => line.StartsWith("vllm:request_success_total{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    private static async Task Command(DistributedApplication app, string resource, string command, CancellationToken cancelled)
    {
        var target = app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(candidate => candidate.Name == resource);
        var result = await app.ResourceCommands.ExecuteCommandAsync(target, command, cancelled);
        Assert.True(result.Success, result.Message);
    }

    private static async Task<int> PidAsync(DistributedApplication app, string resource, CancellationToken cancelled)
    {
        var running = await app.ResourceNotifications.WaitForResourceAsync(resource, change => change.Snapshot.Properties.Any(property => property.Name == "executable.pid"), cancelled);
        return Convert.ToInt32(running.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value, CultureInfo.InvariantCulture);
    }
}
