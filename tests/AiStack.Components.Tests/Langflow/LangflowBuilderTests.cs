using AiStack.Components.Langflow;
using AiStack.Components.Qdrant;
using AiStack.Components.Vllm;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Tests.Langflow;

public sealed class LangflowBuilderTests
{
    [Fact]
    public void AddLangflow_Containers_RunsThePinnedImageWithItsDataInAVolume()
    {
        using var builder = BuiltStack.Builder("--AiStack:Run=containers", "--AiStack:Ports:langflow=8123");

        var langflow = builder.AddLangflow("langflow", port: 9000).Resource;

        var image = Assert.Single(langflow.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((LangflowFacts.Registry, LangflowFacts.Image, LangflowFacts.Tag), (image.Registry, image.Image, image.Tag));
        Assert.Equal(LangflowFacts.ConfigurationDirectory, Assert.Single(langflow.Annotations.OfType<ContainerMountAnnotation>()).Target);
        Assert.Equal(8123, Assert.Single(langflow.Annotations.OfType<EndpointAnnotation>()).Port);
    }

    [Fact]
    public void WithReference_Containers_WaitsForDataAndNotForModels()
    {
        using var builder = BuiltStack.Builder("--AiStack:Run=containers");
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("chat", "org/chat", ModelType.Chat);

        var langflow = builder.AddLangflow("langflow").WithReference(vllm).WithReference(builder.AddQdrant("qdrant").AddCollection("documents", 8))
            .WithReference(builder.AddRedisCache("redis")).WithReference(builder.AddCnpg("pg").AddCnpgDatabase("flows")).Resource;

        Assert.Equal(["qdrant", "documents", "redis", "pg", "flows"], langflow.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name));
    }

    // Aspire gives Qdrant a key of its own; in the cluster there is none, so nothing may speak of it.
    [Fact]
    public void Publish_QdrantWithoutAKeyOfTheStack_IsWhatTheSameFileIsPublishedAs()
    {
        using var builder = BuiltStack.Builder();
        builder.AddKubernetesTarget("test");
        builder.AddLangflow("langflow").WithReference(builder.AddQdrant("qdrant").AddCollection("documents", 8));

        var fromCode = StackPublication.Of(builder.GetStackModel().Stack, ComponentCatalog.Modules);

        var fromFile = StackText.Publish("components: { langflow: { kind: langflow }, qdrant: { kind: qdrant, collections: { documents: { vector_size: 8 } } } }\nlinks: [ { from: langflow, to: qdrant/documents } ]");
        Assert.Equal(PublicationFiles.Of(fromFile, new()), PublicationFiles.Of(fromCode, new()));
        Assert.DoesNotContain(PublicationFiles.Of(fromCode, new()), file => file.Content.Contains("QDRANT_API_KEY", StringComparison.Ordinal));
    }

    [Fact]
    public void AddLangflow_Embedded_HasNoContainerAndWaitsForNothing()
    {
        using var builder = BuiltStack.Builder();

        var langflow = builder.AddLangflow("langflow").WithReference(builder.AddQdrant("qdrant")).Resource;

        Assert.Empty(langflow.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Empty(langflow.Annotations.OfType<WaitAnnotation>());
    }

    [Fact]
    public async Task EncryptionKey_MadeUpOnALaptop_IsTheBase64FormOf32Bytes()
    {
        using var builder = BuiltStack.Builder("--AiStack:Run=containers");

        var key = await builder.AddSecretParameter(LangflowFacts.EncryptionKeyOf("langflow")).Resource.GetValueAsync(TestContext.Current.CancellationToken);

        Assert.Equal(32, Convert.FromBase64String($"{key}=").Length);
    }

    [Fact]
    public void Builder_AllThatCanBeSaid_WritesTheSameFileAsYaml()
    {
        var read = StackText.Read("""
            components:
              vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat } } }
              qdrant:
                kind: qdrant
                cpu_request: 2
                mem_request: 4Gi
                storage: { size: 50Gi, class: fast }
                replicas: 3
                api_key: { secret: qdrant-key }
                collections:
                  documents: { vector_size: 8, distance: Euclidean }
                  past: { vector_size: 8, collection_name: archive }
              plain: { kind: qdrant }
              pg: { kind: cnpg, databases: { flows: {} } }
              redis: { kind: redis }
              langflow:
                kind: langflow
                superuser: ada
                superuser_password: { secret: ada-password }
                api_key: { secret: flow-key }
                cache_type: redis
                replicas: 2
                storage: { size: 20Gi, class: shared, access_mode: ReadWriteMany }
                cpu_request: 2
                mem_request: 3Gi
            links:
              - { from: langflow, to: vllm }
              - { from: langflow, to: qdrant/documents }
              - { from: langflow, to: qdrant }
              - { from: langflow, to: pg/flows }
              - { from: langflow, to: redis }
            """);
        using var builder = BuiltStack.Builder();
        builder.GetStackModel().Spec = read.Spec;
        var vllm = builder.AddVllm("vllm");
        vllm.AddModel("chat", "org/chat", ModelType.Chat);
        var qdrant = builder.AddQdrant("qdrant", builder.AddParameter("qdrant-key", secret: true)).WithQdrantResources("2", "4Gi").WithQdrantStorage("50Gi", "fast").WithQdrantReplicas(3);
        var documents = qdrant.AddCollection("documents", 8, Distance.Euclidean);
        qdrant.AddCollection("past", 8).WithCollectionName("archive");
        builder.AddQdrant("plain");
        var flows = builder.AddCnpg("pg").AddCnpgDatabase("flows");
        var redis = builder.AddRedisCache("redis");
        builder.AddLangflow("langflow")
            .WithSuperuser("ada", builder.AddParameter("ada-password", secret: true)).WithApiKey(builder.AddParameter("flow-key", secret: true))
            .WithCacheType(CacheType.Redis).WithReplicas(2).WithStorage("20Gi", "shared", Core.AccessMode.ReadWriteMany).WithResources("2", "3Gi")
            .WithReference(vllm).WithReference(documents).WithReference(qdrant).WithReference(flows).WithReference(redis);
        using var fromFile = BuiltStack.Builder();
        fromFile.AddStack(read);

        Assert.Equal(StackText.Write(read), BuiltStack.Text(builder));
        Assert.Equal(StackText.Write(read), BuiltStack.Text(fromFile));
    }
}
