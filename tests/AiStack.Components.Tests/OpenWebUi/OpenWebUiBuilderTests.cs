using AiStack.Components.OpenWebUi;
using AiStack.Components.Vllm;
using AiStack.Core;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AiStack.Components.Tests.OpenWebUi;

public sealed class OpenWebUiBuilderTests
{
    [Fact]
    public void AddOpenWebUi_Containers_RunsThePinnedImageWithItsDataInAVolume()
    {
        using var builder = Builder("containers");

        var openWebUi = builder.AddOpenWebUi("webui").Resource;

        var image = Assert.Single(openWebUi.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((OpenWebUiFacts.Registry, OpenWebUiFacts.Image, OpenWebUiFacts.Tag), (image.Registry, image.Image, image.Tag));
        Assert.Equal(OpenWebUiFacts.DataDirectory, Assert.Single(openWebUi.Annotations.OfType<ContainerMountAnnotation>()).Target);
        Assert.Contains(builder.Resources.OfType<ParameterResource>(), parameter => parameter.Name == "webui-secret-key" && parameter.Secret);
    }

    [Fact]
    public void AddOpenWebUi_PortConfigured_WinsOverTheCode()
    {
        using var builder = Builder("containers", "--AiStack:Ports:webui=8123");

        Assert.Equal(8123, Assert.Single(builder.AddOpenWebUi("webui", port: 9000).Resource.Annotations.OfType<EndpointAnnotation>()).Port);
    }

    [Fact]
    public void WithPipelines_Twice_AddsOneServerBesideItWithAKeyOfItsOwn()
    {
        using var builder = Builder("containers", "--AiStack:Images:pipelines=mirror.example/pipelines:1");

        builder.AddOpenWebUi("webui").WithPipelines().WithPipelines();

        var pipelines = Assert.IsType<ContainerResource>(Assert.Single(builder.Resources, resource => resource.Name == "webui-pipelines"));
        Assert.Equal(PipelinesFacts.DataDirectory, Assert.Single(pipelines.Annotations.OfType<ContainerMountAnnotation>()).Target);
        Assert.Equal("mirror.example/pipelines", Assert.Single(pipelines.Annotations.OfType<ContainerImageAnnotation>()).Image);
        Assert.Contains(builder.Resources, resource => resource.Name == "webui-pipelines-key");
    }

    [Fact]
    public void AddOpenWebUi_Embedded_HasNoContainerAndWaitsForNothing()
    {
        using var builder = Builder("embedded");

        var openWebUi = builder.AddOpenWebUi("webui").WithPipelines().WithReference(builder.AddRedisCache("redis")).WithReference(builder.AddCnpg("pg").AddCnpgDatabase("chats")).Resource;

        Assert.Equal(["webui", "redis", "pg", "chats"], builder.Resources.Select(resource => resource.Name));
        Assert.Empty(openWebUi.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Empty(openWebUi.Annotations.OfType<WaitAnnotation>());
    }

    [Fact]
    public void WithReference_Containers_WaitsForWhatItCannotStartWithout()
    {
        using var builder = Builder("containers");
        var vllm = builder.AddVllm("vllm");
        var chat = vllm.AddModel("chat", "org/chat", ModelType.Chat);
        var pg = builder.AddCnpg("pg");

        var openWebUi = builder.AddOpenWebUi("webui").WithReference(vllm).WithReference(chat).WithReference(builder.AddQdrant("qdrant"))
            .WithReference(builder.AddRedisCache("redis")).WithReference(pg.AddCnpgDatabase("chats")).Resource;

        Assert.Equal(["redis", "pg", "chats"], openWebUi.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name));
        Assert.Equal(["vllm", "chat", "qdrant", "redis", "chats"], openWebUi.Annotations.OfType<ResourceRelationshipAnnotation>().Where(drawn => drawn.Type == "Reference").Select(drawn => drawn.Resource.Name));
    }

    [Fact]
    public void Builder_AllThatCanBeSaid_WritesTheSameFileAsYaml()
    {
        const string Yaml = """
            components:
              vllm:
                kind: vllm
                models:
                  chat: { model_path: org/chat, model_type: chat }
              qdrant: { kind: qdrant }
              pg: { kind: cnpg, databases: { chats: {} } }
              redis: { kind: redis }
              webui:
                kind: open-webui
                service_port: 80
                pipelines_enabled: true
                replicas: 3
                storage: { size: 20Gi, class: shared, access_mode: ReadWriteMany }
                cpu_request: 2
                mem_request: 4Gi
            links:
              - { from: webui, to: vllm }
              - { from: webui, to: vllm/chat }
              - { from: webui, to: qdrant }
              - { from: webui, to: pg/chats }
              - { from: webui, to: redis }

            """;
        using var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish");
        var vllm = builder.AddVllm("vllm");
        var chat = vllm.AddModel("chat", "org/chat", ModelType.Chat);
        var qdrant = builder.AddQdrant("qdrant");
        var chats = builder.AddCnpg("pg").AddCnpgDatabase("chats");
        var redis = builder.AddRedisCache("redis");
        builder.AddOpenWebUi("webui").WithServicePort(80).WithPipelines().WithReplicas(3).WithStorage("20Gi", "shared", AccessMode.ReadWriteMany).WithResources("2", "4Gi")
            .WithReference(vllm).WithReference(chat).WithReference(qdrant).WithReference(chats).WithReference(redis);
        builder.GetStackModel().Spec = new StackSpec { Name = "test" };

        Assert.Equal(StackText.Write(StackText.Read(Yaml)), StackText.Write(builder.GetStackModel().Stack));
    }

    [Fact]
    public void Builder_BetweenGateways_WritesTheSameFileAsYaml()
    {
        const string Yaml = """
            components:
              vllm:
                kind: vllm
                models:
                  chat: { model_path: org/chat, model_type: chat }
              apisix: { kind: apisix, ai_gateways: { ai: {} } }
              webui: { kind: open-webui }
            links:
              - { from: apisix/ai, to: vllm/chat }
              - { from: apisix, to: webui, subdomain: talk }
              - { from: webui, to: apisix/ai }

            """;
        using var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish");
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);
        var apisix = builder.AddApisix("apisix");
        var gateway = apisix.AddAiGateway("ai").WithReference(chat);
        apisix.WithReference(builder.AddOpenWebUi("webui").WithReference(gateway), route => route with { Subdomain = "talk" });
        builder.GetStackModel().Spec = new StackSpec { Name = "test" };

        Assert.Equal(StackText.Write(StackText.Read("domain: example.com\n" + Yaml)).Replace("domain: example.com\n", "", StringComparison.Ordinal), StackText.Write(builder.GetStackModel().Stack));
    }

    private static IDistributedApplicationTestingBuilder Builder(string mode, params string[] arguments) =>
        DistributedApplicationTestingBuilder.Create([$"--AiStack:Run={mode}", $"--AiStack:Programs:simulator={Environment.ProcessPath}", $"--AiStack:Programs:gateway={Environment.ProcessPath}", .. arguments]);
}
