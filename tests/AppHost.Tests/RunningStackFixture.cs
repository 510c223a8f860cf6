using System.ClientModel;
using System.ClientModel.Primitives;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using OpenAI;

namespace AppHost.Tests;

/// <summary>The AppHost's stack, started once for all tests of a class and stopped after them.</summary>
public sealed class RunningStackFixture : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public const string TeamKey = "key-of-the-team";

    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;

    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The stack has not been started.");

    public Uri Router => Application.GetEndpoint("vllm-router", "http");

    public int PortOf(string resource, string endpoint) => Application.GetEndpoint(resource, endpoint).Port;

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--AiStack:Run=embedded", $"--Parameters:team-key={TeamKey}"], limit.Token);
        _application = await _builder.BuildAsync(limit.Token);
        await _application.StartAsync(limit.Token);
        await Task.WhenAll(new[] { "vllm", "qwen2-chat", "gte-embed", "ai" }.Select(name => _application.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }

    /// <summary>The official client, pointed at the router.</summary>
    public OpenAIClient CreateClient() => new(
        new ApiKeyCredential("none"),
        new OpenAIClientOptions
        {
            Endpoint = new Uri(Router, "/v1"),
            // A test that meets an error wants to see it, not its third repetition.
            RetryPolicy = new ClientRetryPolicy(0),
        });
}
