using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace AppHost.Tests;

/// <summary>The sample stack in containers, with images of our own programs in the place of vLLM's and the router's.</summary>
[Trait("Needs", "Docker")]
public sealed class ContainersTests
{
    [Fact]
    public async Task Stack_InContainers_AnswersThroughItsRouter_AndLeavesNoContainer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var images = await LocalImages.GetAsync(limit.Token);
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--AiStack:Run=containers", .. images.Overrides], limit.Token);
        string[] containers;
        await using (var app = await builder.BuildAsync(limit.Token))
        {
            await app.StartAsync(limit.Token);
            await app.ResourceNotifications.WaitForResourceHealthyAsync("vllm", limit.Token);
            containers = await Task.WhenAll(new[] { "vllm-router", "qwen2-chat-0", "gte-embed-0" }.Select(name => ContainerIdAsync(app, name, limit.Token)));

            using var router = new HttpClient { BaseAddress = app.GetEndpoint("vllm-router", "http") };
            var chat = await AskAsync(router, "/v1/chat/completions",
                new { model = "Qwen/Qwen2-1.5B-Instruct", max_tokens = 4, messages = new[] { new { role = "user", content = "Hello" } } }, limit.Token);
            Assert.Contains("chat.completion", chat, StringComparison.Ordinal);
            var vectors = await AskAsync(router, "/v1/embeddings", new { model = "Alibaba-NLP/gte-Qwen2-1.5B-instruct", input = "Hello" }, limit.Token);
            Assert.Contains("\"embedding\":[", vectors, StringComparison.Ordinal);
        }

        foreach (var container in containers)
        {
            Assert.Empty(await ContainerEngine.RunAsync(["ps", "--all", "--quiet", "--filter", $"id={container}"], limit.Token));
        }
    }

    private static async Task<string> ContainerIdAsync(DistributedApplication app, string name, CancellationToken cancelled)
    {
        var running = await app.ResourceNotifications.WaitForResourceAsync(name, change => change.Snapshot.Properties.Any(property => property is { Name: "container.id", Value: string }), cancelled);
        return (string)running.Snapshot.Properties.Single(property => property.Name == "container.id").Value!;
    }

    // Without a second try: a stack that is healthy answers.
    private static async Task<string> AskAsync(HttpClient router, string path, object request, CancellationToken cancelled)
    {
        using var answer = await router.PostAsJsonAsync(path, request, cancelled);
        var text = await answer.Content.ReadAsStringAsync(cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}: {text}");
        return text;
    }
}
