using AiStack.Components.Apisix;
using AiStack.Components.ExternalAi;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Tests.Apisix;

public sealed class ApisixBuilderTests
{
    private const string Yaml = """
        apiVersion: aistack/v1
        name: rag
        domain: example.com
        components:
          vllm:
            kind: vllm
            models:
              chat: { model_path: org/m, model_type: chat }
          openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key }, model: gpt-5 }
          webui: { kind: open-webui }
          redis: { kind: redis }
          apisix:
            kind: apisix
            external_traffic: true
            replicas: 2
            tls: { issuer: letsencrypt }
            ai_gateways:
              ai:
                api_keys: { team: { secret: team-key } }
                cors: { allow_origins: ["https://app.example.com"] }
                rate_limiting: true
                ip_whitelist: [10.0.0.0/8]
                apisix_timeout: 5m
        links:
          - { from: apisix, to: webui, subdomain: talk }
          - { from: apisix, to: redis }
          - from: apisix/ai
            to: vllm/chat
            subdomain: qwen-chat
            deny_patterns: [secret]
            prompt_decorator: { role: system, content: Be brief. }
            ai_rate_limit: { limit: 10000, time_window: 1h }
          - { from: apisix/ai, to: openai, subdomain: gpt }
        """;

    [Fact]
    public void WithReference_EveryLinkOfAGateway_MakesTheStackOfTheFile()
    {
        using var builder = BuiltStack.Builder();
        Describe(builder);

        Assert.Equal(StackText.Write(StackText.ReadFile(Yaml)), BuiltStack.Text(builder));
    }

    [Theory]
    [InlineData("embedded")]
    [InlineData("containers")]
    public void AddStack_StackOfTheFile_ComesBackFromItsResources(string mode)
    {
        using var builder = BuiltStack.Builder($"--AiStack:Run={mode}");
        builder.AddStack(StackText.ReadFile(Yaml));

        Assert.Equal(StackText.Write(StackText.ReadFile(Yaml)), BuiltStack.Text(builder));
        Assert.Contains(builder.Resources.OfType<ParameterResource>(), parameter => parameter.Name == "team-key" && parameter.Secret);
    }

    [Fact]
    public void AddApisix_Containers_RunsThePinnedImageInStandaloneMode()
    {
        using var builder = BuiltStack.Builder("--AiStack:Run=containers");

        var apisix = builder.AddApisix("apisix").Resource;

        var image = Assert.Single(apisix.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((ApisixFacts.Image, ApisixFacts.Tag), (image.Image, image.Tag));
        Assert.Equal(
            [("http", 9080), ("status", null), ("metrics", null), ("https", (int?)9443)],
            apisix.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (endpoint.Name, endpoint.Port)));
    }

    [Fact]
    public void AddApisix_Embedded_HasNoContainer()
    {
        using var builder = BuiltStack.Builder();

        Assert.Empty(builder.AddApisix("apisix").Resource.Annotations.OfType<ContainerImageAnnotation>());
    }

    [Fact]
    public void AddAiGateway_Embedded_StartsOurGatewayOnce()
    {
        using var builder = BuiltStack.Builder("--AiStack:Ports:apisix-https=9444");

        var apisix = builder.AddApisix("apisix");
        Assert.Empty(builder.Resources.OfType<ExecutableResource>());
        apisix.AddAiGateway("ai");
        apisix.AddAiGateway("other");
        builder.AddApisix("second").AddAiGateway("more");

        Assert.Equal(
            [("apisix-gateway", "http", 9080), ("apisix-gateway", "https", 9444), ("apisix-gateway", "status", null), ("second-gateway", "http", null), ("second-gateway", "https", null), ("second-gateway", "status", (int?)null)],
            builder.Resources.OfType<ExecutableResource>().SelectMany(program => program.Annotations.OfType<EndpointAnnotation>(), (program, endpoint) => (program.Name, endpoint.Name, endpoint.Port)));
    }

    [Fact]
    public void AddApisix_Publishing_IsAContainerThatTakesNoPortOfThisMachine()
    {
        using var builder = BuiltStack.Builder("--operation", "publish");
        Describe(builder);

        var apisix = builder.Resources.OfType<ApisixResource>().Single();
        Assert.Equal(ApisixFacts.Tag, Assert.Single(apisix.Annotations.OfType<ContainerImageAnnotation>()).Tag);
        Assert.Null(apisix.GetEndpoint("http").EndpointAnnotation.Port);
    }

    [Fact]
    public void For_Publishing_RoutesToApplicationsAreAllThatTheFileOfRoutesHas()
    {
        var stack = StackText.ReadFile(Yaml);

        var files = ApisixFiles.For(stack, stack.Find("apisix")!, isRun: false).ToDictionary(file => file.Path, file => file.Content.InCluster(stack));

        Assert.Equal(
            """
            routes:
              - id: webui
                name: webui
                uri: /*
                hosts: [talk.localhost, talk.example.com]
                enable_websocket: true
                upstream:
                  type: roundrobin
                  timeout:
                    connect: 6
                    send: 600
                    read: 600
                  nodes:
                    - host: "webui.open-webui.svc"
                      port: 8080
                      weight: 1
            global_rules:
              - id: prometheus
                plugins:
                  prometheus:
                    prefer_name: true
            #END

            """,
            files["/usr/local/apisix/conf/apisix.yaml"]);
        Assert.Contains("config_provider: yaml", files["/usr/local/apisix/conf/config.yaml"], StringComparison.Ordinal);
    }

    private static void Describe(IDistributedApplicationBuilder builder)
    {
        builder.AddKubernetesTarget("rag").WithDomain("example.com");
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/m", ModelType.Chat);
        var openai = builder.AddExternalAi("openai", AiProvider.OpenAi, builder.AddParameter("openai-key", secret: true)).WithModel("gpt-5");
        var webui = builder.AddOpenWebUi("webui");
        var redis = builder.AddRedisCache("redis");
        var apisix = builder.AddApisix("apisix").WithExternalTraffic().WithReplicas(2).WithTls("letsencrypt")
            .WithReference(webui, route => route with { Subdomain = "talk" })
            .WithReference(redis);
        apisix.AddAiGateway("ai")
            .WithApiKey("team", builder.AddParameter("team-key", secret: true))
            .WithCors(new() { AllowOrigins = ["https://app.example.com"] })
            .WithRateLimiting()
            .WithIpWhitelist("10.0.0.0/8")
            .WithTimeout(TimeSpan.FromMinutes(5))
            .WithReference(chat, route => route with
            {
                Subdomain = "qwen-chat",
                DenyPatterns = ["secret"],
                PromptDecorator = new() { Prepend = [new(PromptRole.System, "Be brief.")] },
                TokenLimit = new(10_000, TimeSpan.FromHours(1)),
            })
            .WithReference(openai, route => route with { Subdomain = "gpt" });
    }
}
