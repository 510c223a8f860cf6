using AiStack.Components.Vllm;
using AiStack.Hosting;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AiStack.Components.Tests;

public sealed class VllmBuilderTests : IDisposable
{
    private readonly string _program = Environment.ProcessPath!;

    [Fact]
    public void AddVllm_First_HasARouterOnVllmsOwnPort()
    {
        var builder = Builder();

        builder.AddVllm("vllm");

        Assert.Equal(8000, PortOf(builder, "vllm-router"));
    }

    [Fact]
    public void AddVllm_Second_HasARouterOnAnyPort()
    {
        var builder = Builder();

        builder.AddVllm("one");
        builder.AddVllm("two");

        Assert.Null(PortOf(builder, "two-router"));
    }

    [Fact]
    public void AddVllm_PortConfigured_WinsOverTheCode()
    {
        var builder = Builder("--AiStack:Ports:vllm=8123");

        builder.AddVllm("vllm", port: 9000);

        Assert.Equal(8123, PortOf(builder, "vllm-router"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public void AddVllm_PortConfiguredWrong_SaysWhichSettingTakesWhat(string port)
    {
        var error = Assert.Throws<InvalidSettingException>(() => Builder($"--AiStack:Ports:vllm={port}").AddVllm("vllm"));

        Assert.Contains($"AiStack:Ports:vllm is '{port}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WithReplicas_More_AddsEnginesWithPortsOfTheirOwn(int count)
    {
        var builder = Builder();

        builder.AddVllm("vllm").AddModel("chat", "org/model", ModelType.Chat).WithReplicas(count);

        var ports = Enumerable.Range(0, count).Select(i => PortOf(builder, $"chat-{i}")).ToArray();
        Assert.All(ports, port => Assert.InRange(port!.Value, 10_000, 32_767));
        Assert.Equal(count, ports.Distinct().Count());
        Assert.DoesNotContain(builder.Resources, resource => resource.Name == $"chat-{count}");
    }

    [Fact]
    public void WithReplicas_FewerThanBefore_TakesEnginesAway()
    {
        var builder = Builder();

        builder.AddVllm("vllm").AddModel("chat", "org/model", ModelType.Chat).WithReplicas(3).WithReplicas(2);

        Assert.Equal(["chat-0", "chat-1"], builder.Resources.OfType<ExecutableResource>().Select(resource => resource.Name).Where(name => name.StartsWith("chat-", StringComparison.Ordinal)));
    }

    [Fact]
    public void WithReplicas_MoreAgain_BringsEnginesBackWithoutASecondHealthCheck()
    {
        var builder = Builder();

        builder.AddVllm("vllm").AddModel("chat", "org/model", ModelType.Chat).WithReplicas(3).WithReplicas(1).WithReplicas(4);

        Assert.Equal(["chat-0", "chat-1", "chat-2", "chat-3"], builder.Resources.OfType<ExecutableResource>().Select(resource => resource.Name).Where(name => name.StartsWith("chat-", StringComparison.Ordinal)));
        using var services = builder.Services.BuildServiceProvider();
        var checks = services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name).ToList();
        Assert.Equal(checks.Distinct(), checks);
    }

    [Fact]
    public void AddModel_Containers_RunsVllmsCpuImageWithItsWeightsInAVolume()
    {
        var builder = Builder("--AiStack:Run=containers");

        builder.AddVllm("vllm").AddModel("chat", "org/model", ModelType.Chat);

        var engine = Assert.IsType<ContainerResource>(builder.Resources.Single(resource => resource.Name == "chat-0"));
        var image = Assert.Single(engine.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((VllmFacts.CpuImage, VllmFacts.CpuTag), (image.Image, image.Tag));
        Assert.Contains(engine.Annotations.OfType<ContainerMountAnnotation>(), mount => mount.Target == VllmFacts.WeightsDirectory);
    }

    [Fact]
    public void AddVllm_ContainersWithAnotherRegistry_TakesEveryImageFromThere()
    {
        var builder = Builder("--AiStack:Run=containers", "--AiStack:ImageRegistry=mirror.example");

        builder.AddVllm("vllm").AddModel("chat", "org/model", ModelType.Chat);

        var images = builder.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerImageAnnotation>()).ToList();
        Assert.Equal(2, images.Count);
        Assert.All(images, image => Assert.Equal("mirror.example", image.Registry));
        Assert.All(images, image => Assert.NotEqual("latest", image.Tag));
    }

    [Fact]
    public void WithRouting_SessionWithoutHeader_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Builder().AddVllm("vllm").WithRouting(RoutingLogic.Session));

    [Fact]
    public void AddVllm_Publishing_AddsAContainerForEachReplica_AndAsksNothingOfThisMachine()
    {
        var builder = Builder("--operation", "publish");

        builder.AddVllm("vllm").AddModel("chat", "org/model", ModelType.Chat).WithReplicas(2);

        Assert.Equal(["vllm-router", "chat-0", "chat-1"], builder.Resources.OfType<ContainerResource>().Select(resource => resource.Name));
        Assert.All(builder.Resources.OfType<ContainerResource>(), container => Assert.True(container.GetEndpoint("http").EndpointAnnotation.Port is null or VllmFacts.Port));
    }

    public void Dispose()
    {
        foreach (var builder in _builders)
        {
            builder.Dispose();
        }
    }

    private readonly List<IDistributedApplicationTestingBuilder> _builders = [];

    // Nothing is started here, so any program will do for ours.
    private IDistributedApplicationTestingBuilder Builder(params string[] arguments)
    {
        var builder = DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=embedded", $"--AiStack:Programs:simulator={_program}", $"--AiStack:Programs:gateway={_program}", .. arguments]);
        _builders.Add(builder);
        return builder;
    }

    private static int? PortOf(IDistributedApplicationBuilder builder, string resource) =>
        Assert.Single(builder.Resources.Single(candidate => candidate.Name == resource).Annotations.OfType<EndpointAnnotation>()).Port;
}
