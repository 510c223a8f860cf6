using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using AiStack.Components;
using AiStack.Core;
using AiStack.Core.Reading;
using AppHost.Tests.WholeStack;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AppHost.Tests.Gateway;

/// <summary>APISIX in a container beside those of the models: what it is given, and what our gateway does with it in its place.</summary>
[Trait("Needs", "Docker")]
public sealed class ContainersGatewayTests
{
    private const string Text = """
        apiVersion: aistack/v1
        name: contained
        domain: example.com
        components:
          vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat, max_model_len: 4096, parameters: 1B } } }
          openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }
          flows: { kind: langflow }
          apisix: { kind: apisix, tls: { issuer: letsencrypt }, ai_gateways: { ai: { api_key: { secret: team-key } } } }
        links:
          - { from: apisix/ai, to: vllm/chat, subdomain: qwen-chat, deny_patterns: ["(?i)password"] }
          - { from: apisix/ai, to: openai }
          - { from: apisix, to: flows }
          - { from: flows, to: apisix/ai }

        """;

    [Fact]
    public async Task Apisix_InAContainer_IsGivenItsRoutesAndSecrets()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var images = await LocalImages.GetAsync(limit.Token);
        await using var builder = Builder([.. images.Overrides]);
        await using var app = await StartAsync(builder, limit.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("apisix", limit.Token);
        using var client = new HttpClient { BaseAddress = app.GetEndpoint("apisix", "http") };
        using var apisix = new StandInClient(new() { BaseAddress = client.BaseAddress });

        var routes = await client.GetStringAsync("/stand-in/files?path=/usr/local/apisix/conf/apisix.yaml", limit.Token);
        Assert.EndsWith("\n#END\n", routes, StringComparison.Ordinal);
        Assert.DoesNotContain("key-of-the-team", routes, StringComparison.Ordinal);
        Assert.Contains("- id: 'ai.vllm.chat.inner'", routes, StringComparison.Ordinal);
        Assert.Contains("ssl:", await client.GetStringAsync("/stand-in/files?path=/usr/local/apisix/conf/config.yaml", limit.Token), StringComparison.Ordinal);
        var environment = await apisix.EnvironmentAsync(limit.Token);
        Assert.Equal("key-of-the-team", Assert.Single(environment, variable => variable.Key.StartsWith("SECRET_TEAM_KEY_", StringComparison.Ordinal)).Value);
        Assert.Equal("Bearer key-of-openai", Assert.Single(environment, variable => variable.Key.StartsWith("SECRET_OPENAI_KEY_", StringComparison.Ordinal)).Value);
        Assert.Contains("-----BEGIN PRIVATE KEY-----\n", Assert.Single(environment, variable => variable.Key.StartsWith("PRIVATE_KEY_", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_InTheContainerOfApisix_HoldsThePolicies_AndFollowsAChange()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var images = await LocalImages.GetAsync(limit.Token);
        await using var builder = Builder([.. images.Overrides, $"--AiStack:Images:apisix={images["apisix-gateway"]}"]);
        await using var app = await StartAsync(builder, limit.Token);
        await Task.WhenAll(new[] { "vllm", "apisix", "ai", "flows" }.Select(name => app.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token)));
        using var client = new HttpClient { BaseAddress = app.GetEndpoint("apisix", "http") };

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client, "wrong", "Hello", limit.Token));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "key-of-the-team", "Hello", limit.Token));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(client, "key-of-the-team", "The password?", limit.Token));
        await FlowsReachTheModel(app, limit.Token);
        await FlowsAreReachedThroughTheGateway(client, limit.Token);
        await ACertificateIsShown(app, limit.Token);

        var change = await builder.GetStackModel().ChangeAsync(Read(Text.Replace("(?i)password", "(?i)hello", StringComparison.Ordinal)), app.Services, limit.Token);
        Assert.Equal(["apisix/ai"], change.Followed);
        while (await AskAsync(client, "key-of-the-team", "Hello", limit.Token) != HttpStatusCode.BadRequest)
        {
            await Task.Delay(100, limit.Token);
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "key-of-the-team", "The password?", limit.Token));
    }

    // By the address and the key that the link gave it, inside the containers' network.
    private static async Task FlowsReachTheModel(DistributedApplication app, CancellationToken cancelled)
    {
        using var flows = new StandInClient(new() { BaseAddress = app.GetEndpoint("flows", "http") });
        var environment = await flows.EnvironmentAsync(cancelled);
        var models = await flows.CallAsync($"{environment["OPENAI_API_BASE"]}/models", cancelled, headers: new() { ["Authorization"] = $"Bearer {environment["OPENAI_API_KEY"]}" });

        Assert.Contains("org/chat", models, StringComparison.Ordinal);
    }

    private static async Task FlowsAreReachedThroughTheGateway(HttpClient client, CancellationToken cancelled)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/stand-in/role") { Headers = { Host = "flows.localhost" } };
        using var answer = await client.SendAsync(request, cancelled);

        Assert.Contains("langflow", await answer.Content.ReadAsStringAsync(cancelled), StringComparison.Ordinal);
    }

    private static async Task ACertificateIsShown(DistributedApplication app, CancellationToken cancelled)
    {
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(GatewayCertificate.FileOf("contained"));
        using var client = GatewayCertificate.Trusting(trusted, $"https://qwen-chat.localhost:{app.GetEndpoint("apisix", "https").Port}");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/models", cancelled)).StatusCode);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string key, string prompt, CancellationToken cancelled)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ai/chat/v1/chat/completions")
        {
            Headers = { { "apikey", key } },
            Content = JsonContent.Create(new { max_tokens = 4, messages = new[] { new { role = "user", content = prompt } } }),
        };
        using var answer = await client.SendAsync(request, cancelled);
        return answer.StatusCode;
    }

    private static IDistributedApplicationTestingBuilder Builder(string[] settings) => DistributedApplicationTestingBuilder.Create(
        ["--AiStack:Run=containers", "--Parameters:team-key=key-of-the-team", "--Parameters:openai-key=key-of-openai", .. settings],
        (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);

    private static async Task<DistributedApplication> StartAsync(IDistributedApplicationTestingBuilder builder, CancellationToken cancelled)
    {
        builder.AddStack(Read(Text));
        var app = await builder.BuildAsync(cancelled);
        await app.StartAsync(cancelled);
        return app;
    }

    private static Stack Read(string text) => new StackReader(ComponentCatalog.Schema).Read(text, "stack.yaml").Stack!;
}
