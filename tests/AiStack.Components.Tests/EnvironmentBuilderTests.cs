using AiStack.Components.Vllm;
using AiStack.Core.Checks;
using AiStack.Core.Reading;
using AiStack.Core.Units;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AiStack.Components.Tests;

/// <summary>Target environments described in C#.</summary>
public sealed class EnvironmentBuilderTests
{
    [Fact]
    public void Environments_OfTheLargeSample_AreTheStacksOfTheFile()
    {
        var file = Path.Combine(SampleFiles.RepositoryRoot, "samples", "large.yaml");
        var reader = new StackReader(ComponentCatalog.Schema);
        using var builder = BuiltStack.Builder();
        builder.AddStack(reader.ReadFile(file).Stack!);
        var stack = builder.GetStackModel();
        IResourceBuilder<T> Get<T>(string reference) where T : class, IResource => builder.CreateResourceBuilder((T)stack.Resources[reference]);

        // As an AppHost would: the target is there already, since the stack was read from a file.
        builder.CreateResourceBuilder(new KubernetesTargetResource("platform"))
            .WithEnvironment("staging", staging => staging
                .Override(Get<GpuNodePoolResource>("gpu-h100"), pool => pool with { Limits = new OrderedDictionary<string, Quantity>(pool.Limits) { ["nvidia.com/gpu"] = Quantity.Parse("8") } })
                .Override(Get<ModelResource>("vllm-small/llama-8b"), model => model with { MaxModelLength = 4096 })
                .Override(Get<CnpgResource>("postgres"), cluster => cluster with { Instances = 1, Storage = new(Quantity.Parse("10Gi")) })
                .Override(Get<OpenWebUiResource>("open-webui"), webUi => webUi with { Replicas = 1 })
                .Override(Get<LangflowResource>("langflow"), langflow => langflow with { Replicas = 1 }))
            .WithEnvironment("prod", prod => prod
                .Override(Get<QdrantServerResource>("qdrant"), database => database with { Memory = Quantity.Parse("16Gi"), Storage = new(Quantity.Parse("500Gi"), "gp3") })
                .Override(Get<CnpgResource>("postgres"), cluster => cluster with { Storage = new(Quantity.Parse("200Gi"), "gp3") })
                .Override(Get<ApisixResource>("apisix"), gateway => gateway with { Replicas = 3 }));

        Assert.Equal(["staging", "prod"], stack.Environments.All.Select(environment => environment.Name));
        foreach (var environment in stack.Environments.All)
        {
            Assert.Equal(Written(reader.ReadFile(file, environment.Name).Stack!), StackText.Write(stack.StackIn(environment)));
        }

        Assert.Equal(Written(reader.ReadFile(file).Stack!), StackText.Write(stack.Stack));

        // Policy cases are said in files only.
        static string Written(Core.Stack stack) => StackText.Write(new(stack.Spec, stack.Components, stack.Links, stack.Source));
    }

    [Fact]
    public void Override_WhatIsSaidAfterIt_HoldsInTheEnvironmentToo()
    {
        using var builder = BuiltStack.Builder();
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddKubernetesTarget("test").WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = model.Replicas + 1 }));
        chat.WithMaxModelLength(1234).WithReplicas(4);
        var stack = builder.GetStackModel();

        var spec = Assert.IsType<ModelSpec>(stack.StackIn(stack.Environments.Of("prod")).Find("vllm/chat")!.Spec);

        Assert.Equal((1234, 5), (spec.MaxModelLength, spec.Replicas));
    }

    [Fact]
    public void WithEnvironment_SameNameTwice_IsOneEnvironmentWithBoth()
    {
        using var builder = BuiltStack.Builder();
        var vllm = builder.AddVllm("vllm");
        var chat = vllm.AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddKubernetesTarget("test")
            .WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = 3 }))
            .WithEnvironment("Prod", prod => prod.Override(vllm, models => models with { Gpus = 2 }));
        var stack = builder.GetStackModel();

        var found = stack.StackIn(Assert.Single(stack.Environments.All));

        Assert.Equal((3, 2), (((ModelSpec)found.Find("vllm/chat")!.Spec).Replicas, ((VllmSpec)found.Find("vllm")!.Spec).Gpus));
    }

    [Theory]
    [InlineData(1, "--AiStack:Environment", "")]
    [InlineData(1, "--environment", "prod")]
    [InlineData(3, "--AiStack:Environment", "PROD")]
    public async Task Run_TakesAnEnvironment_OnlyIfConfigurationNamesIt(int replicas, params string[] arguments)
    {
        using var builder = BuiltStack.Builder(arguments);
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddKubernetesTarget("test").WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = 3 }));

        await FreezeAsync(builder);

        Assert.Equal(replicas, chat.Resource.Spec.Replicas);
        Assert.Equal(replicas, builder.Resources.OfType<ExecutableResource>().Count(resource => resource.Name.StartsWith("chat-", StringComparison.Ordinal)));
        Assert.Equal(replicas, ((ModelSpec)builder.GetStackModel().Stack.Find("vllm/chat")!.Spec).Replicas);
    }

    [Fact]
    public async Task Run_EnvironmentThatWantsMoreReplicasThanItSaidBefore_IsRefusedWithWhatToChange()
    {
        using var builder = BuiltStack.Builder("--AiStack:Environment", "prod");
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddKubernetesTarget("test").WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = model.Replicas * 2 }));
        chat.WithReplicas(2);

        var thrown = await Assert.ThrowsAsync<DistributedApplicationException>(() => FreezeAsync(builder));

        Assert.Equal("The environment wants 4 replicas of 'chat', and 2 were known when it was described. Call WithReplicas before WithEnvironment.", thrown.Message);
    }

    [Fact]
    public async Task Publish_EnvironmentThatWantsMoreReplicasThanItSaidBefore_HasThem()
    {
        using var builder = BuiltStack.Builder("--operation", "publish", "--environment", "prod");
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddKubernetesTarget("test").WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = model.Replicas * 2 }));
        chat.WithReplicas(2);

        await FreezeAsync(builder);

        Assert.Equal(["chat-0", "chat-1", "chat-2", "chat-3"], builder.Resources.OfType<ContainerResource>().Select(resource => resource.Name).Where(name => name.StartsWith("chat-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Start_ErrorsOfEnvironments_AreToldOnceWithTheirNames()
    {
        using var builder = BuiltStack.Builder();
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddKubernetesTarget("test")
            .WithEnvironment("staging", staging => staging.Override(chat, model => model with { Replicas = 0 }))
            .WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = 0 }));

        var thrown = await Assert.ThrowsAsync<StackProblemsException>(() => FreezeAsync(builder));

        Assert.StartsWith("vllm/chat.replicas: error AIS204: In environment 'staging', 'prod': vllm/chat.replicas takes", Assert.Single(thrown.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnknownEnvironment_IsRefusedWithWhatToWrite()
    {
        using var builder = BuiltStack.Builder("--AiStack:Environment", "prod");
        builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);

        var thrown = await Assert.ThrowsAsync<StackProblemsException>(() => FreezeAsync(builder));

        Assert.Equal("AiStack:Environment: error AIS127: There is no environment 'prod' in the stack. Describe it: WithEnvironment(\"prod\", …) on the Kubernetes target.", thrown.Message);
        Assert.Equal(StructureProblems.UnknownEnvironment, Assert.Single(thrown.Problems).Kind);
    }

    // What happens before anything starts; here nothing does.
    private static async Task FreezeAsync(IDistributedApplicationTestingBuilder builder)
    {
        await using var application = builder.Build();
        await builder.Eventing.PublishAsync(
            new BeforeStartEvent(application.Services, application.Services.GetRequiredService<DistributedApplicationModel>()), TestContext.Current.CancellationToken);
    }
}
