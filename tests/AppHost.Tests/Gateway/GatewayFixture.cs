using AiStack.Components.Apisix;
using AiStack.Components.ExternalAi;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AppHost.Tests.Gateway;

/// <summary>A stack with two AI gateways without containers, started once for all tests of a class.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    public const string TeamKey = "key-of-the-team";
    public const string OtherKey = "key-of-the-other-gateway";

    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;

    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The stack has not been started.");

    /// <summary>Calls the gateway as any program of this machine does.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(RunningStackFixture.Patience);
        _builder = DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=embedded", $"--Parameters:team-key={TeamKey}", $"--Parameters:other-key={OtherKey}"],
            // The engine is found through the AppHost, as a test has none of its own.
            (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);
        _builder.AddKubernetesTarget("gated").WithDomain("example.com");
        var vllm = _builder.AddVllm("vllm");
        var chat = vllm.AddModel("chat", "org/chat", ModelType.Chat);
        var embed = vllm.AddModel("embed", "org/embed", ModelType.Embedding).WithVectorSize(8);
        var openai = _builder.AddExternalAi("openai", AiProvider.OpenAi, _builder.AddParameter("openai-key", secret: true));
        var apisix = _builder.AddApisix("apisix").WithTls("letsencrypt");
        apisix.AddAiGateway("ai")
            .WithApiKey(_builder.AddParameter("team-key", secret: true))
            .WithCors()
            .WithReference(chat, route => route with
            {
                Subdomain = "qwen-chat",
                DenyPatterns = ["(?i)password"],
                PromptDecorator = new() { Prepend = [new(PromptRole.System, "Be brief.")] },
                TokenLimit = new(1_000_000, TimeSpan.FromHours(1)),
            })
            .WithReference(embed)
            .WithReference(openai);
        apisix.AddAiGateway("other").WithApiKey(_builder.AddParameter("other-key", secret: true)).WithReference(chat, route => route with { Subdomain = "other-chat" });
        _application = await _builder.BuildAsync(limit.Token);
        await _application.StartAsync(limit.Token);
        await Task.WhenAll(new[] { "vllm", "chat", "embed", "apisix", "ai", "other" }.Select(name => _application.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token)));
        Client = new() { BaseAddress = _application.GetEndpoint("apisix-gateway", "http") };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }
}
