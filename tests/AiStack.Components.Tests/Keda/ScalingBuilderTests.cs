using AiStack.Components.NodePools;
using AiStack.Components.Prometheus;
using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AiStack.Components.Tests.Keda;

public sealed class ScalingBuilderTests
{
    private const string Yaml = """
        apiVersion: aistack/v1
        name: scaled
        components:
          gpu-l4:
            kind: nodepool
            labels: { team: chat }
            provider: karpenter-aws
            instance_types: [g6.xlarge, g6.2xlarge]
            gpu_name: l4
            capacity_type: [spot, on-demand]
            limits: { nvidia.com/gpu: 8 }
            taints: [{ key: nvidia.com/gpu, value: present }]
            price_per_hour: 0.8
          vllm:
            kind: vllm
            nodepool: gpu-l4
            gpu_request: 1
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 4096 }
          prometheus: { kind: prometheus, release: metrics }
          keda: { kind: keda }
        links:
          - { from: prometheus, to: vllm, interval: 5s }
          - { from: prometheus, to: keda }
          - { from: keda, to: vllm/chat, scale_threshold: 10, keda_maxreplicacount: 4, cooldown_period: 10m }

        """;

    [Fact]
    public void Builder_OfAScaledModel_MakesTheStackOfTheFile()
    {
        using var builder = BuiltStack.Builder();
        Describe(builder);

        Assert.Equal(StackText.Write(StackText.ReadFile(Yaml)), BuiltStack.Text(builder));
    }

    [Fact]
    public void AddStack_OfAScaledModel_MakesTheResourcesOfTheBuilder()
    {
        using var described = BuiltStack.Builder();
        Describe(described);
        using var read = BuiltStack.Builder();

        read.AddStack(StackText.ReadFile(Yaml));

        Assert.Equal(
            described.Resources.Select(resource => (resource.Name, resource.GetType())).Order(),
            read.Resources.Select(resource => (resource.Name, resource.GetType())).Order());
        Assert.Equal(BuiltStack.Text(described), BuiltStack.Text(read));
    }

    [Fact]
    public void AddPrometheus_Containers_RunsItsImageWithItsConfigurationAndAVolume()
    {
        using var builder = BuiltStack.Builder("--AiStack:Run=containers");

        Describe(builder);

        var prometheus = builder.Resources.OfType<PrometheusResource>().Single();
        var image = Assert.Single(prometheus.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((PrometheusFacts.Registry, PrometheusFacts.Image, PrometheusFacts.Tag), (image.Registry, image.Image, image.Tag));
        Assert.Contains(prometheus.Annotations.OfType<ContainerMountAnnotation>(), mount => mount.Target == PrometheusFacts.DataDirectory);
    }

    [Fact]
    public void AddPrometheus_Embedded_HasNoImageAndSaysWhy()
    {
        using var builder = BuiltStack.Builder();

        Describe(builder);

        var prometheus = builder.Resources.OfType<PrometheusResource>().Single();
        Assert.Empty(prometheus.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal("needs a container runtime", StateOf(prometheus));
    }

    [Fact]
    public void AddKeda_AnyMode_HasAScalerForEachModelThatItIsLinkedTo()
    {
        using var builder = BuiltStack.Builder();

        Describe(builder);

        Assert.Equal(KnownResourceStates.Running, StateOf(builder.Resources.OfType<KedaResource>().Single()));
        Assert.Equal("chat-scaler", builder.Resources.OfType<ModelScalerResource>().Single().Name);
    }

    [Fact]
    public void AddKeda_Publishing_HasNoScaler()
    {
        using var builder = BuiltStack.Builder("--operation", "publish");

        Describe(builder);

        Assert.Empty(builder.Resources.OfType<ModelScalerResource>());
    }

    [Fact]
    public async Task ScaledModel_WhenTheStackIsFinal_HasEveryEngineThatItMayHave_AndOneThatStartsByItself()
    {
        using var builder = BuiltStack.Builder();
        Describe(builder);
        await using var application = builder.Build();

        await builder.Eventing.PublishAsync(new BeforeStartEvent(application.Services, application.Services.GetRequiredService<DistributedApplicationModel>()), TestContext.Current.CancellationToken);

        Assert.Equal(
            ["chat-0 True", "chat-1 False", "chat-2 False", "chat-3 False"],
            builder.Resources.Where(resource => resource.Name.StartsWith("chat-", StringComparison.Ordinal) && resource is not ModelScalerResource)
                .Select(resource => $"{resource.Name} {!resource.HasAnnotationOfType<ExplicitStartupAnnotation>()}"));
    }

    [Fact]
    public void AddPrometheus_Publishing_IsAContainerLikeTheModelsAndTheirRouter()
    {
        using var builder = BuiltStack.Builder("--operation", "publish");

        Describe(builder);

        Assert.Equal(["vllm-router", "chat-0", "prometheus"], builder.Resources.Where(resource => resource.Annotations.OfType<ContainerImageAnnotation>().Any()).Select(resource => resource.Name));
    }

    private static string? StateOf(IResource resource) => Assert.Single(resource.Annotations.OfType<ResourceSnapshotAnnotation>()).InitialSnapshot.State?.Text;

    private static void Describe(IDistributedApplicationBuilder builder)
    {
        builder.AddKubernetesTarget("scaled");
        var pool = builder.AddGpuNodePool("gpu-l4", NodePoolProvider.KarpenterAws)
            .WithInstanceTypes("g6.xlarge", "g6.2xlarge")
            .WithGpu("l4")
            .WithCapacity(CapacityType.Spot, CapacityType.OnDemand)
            .WithLimit("nvidia.com/gpu", "8")
            .WithTaint("nvidia.com/gpu", "present")
            .WithNodeLabel("team", "chat")
            .WithPricePerHour(0.8);
        var vllm = builder.AddVllm("vllm").WithNodePool(pool).WithGpus(1);
        var chat = vllm.AddModel("chat", "Qwen/Qwen2-1.5B-Instruct", ModelType.Chat).WithMaxModelLength(4096);
        var prometheus = builder.AddPrometheus("prometheus").WithRelease("metrics").WithReference(vllm, scrape => scrape with { Interval = TimeSpan.FromSeconds(5) });
        var keda = builder.AddKeda("keda").WithReference(chat, scale => scale with { Threshold = 10, MaxReplicas = 4, CooldownPeriod = TimeSpan.FromMinutes(10) });
        prometheus.WithReference(keda);
    }
}
