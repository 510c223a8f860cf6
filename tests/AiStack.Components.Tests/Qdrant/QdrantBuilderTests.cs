using AiStack.Components.Offers;
using AiStack.Components.Qdrant;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AiStack.Components.Tests.Qdrant;

public sealed class QdrantBuilderTests
{
    [Fact]
    public void AddQdrant_NoKeyGiven_HasOneOnALaptopAndNoneInTheStack()
    {
        using var builder = BuiltStack.Builder();
        builder.AddQdrant("qdrant").AddCollection("documents", 8);

        var stack = builder.GetStackModel().Stack;

        Assert.DoesNotContain("api_key", StackText.Write(stack), StringComparison.Ordinal);
        var store = Assert.Single(stack.OffersOf<VectorStore>(stack.Find("qdrant")!));
        Assert.Equal(("qdrant-Key", true), (store.Key!.ParameterName, store.Key.IsLocal));
    }

    [Fact]
    public void AddQdrant_KeyGiven_IsInTheStackByReference()
    {
        using var builder = BuiltStack.Builder();
        builder.AddQdrant("qdrant", builder.AddParameter("qdrant-key", secret: true)).AddCollection("documents", 8);

        var stack = builder.GetStackModel().Stack;

        Assert.Contains("secret: qdrant-key", StackText.Write(stack), StringComparison.Ordinal);
        Assert.False(Assert.Single(stack.OffersOf<VectorStore>(stack.Find("qdrant")!)).Key!.IsLocal);
    }

    [Fact]
    public void BeforeRun_Containers_TakesTheConfiguredImage()
    {
        using var builder = BuiltStack.Builder("--AiStack:Run=containers", "--AiStack:Images:qdrant=mirror.example/qdrant:1");
        var qdrant = builder.AddQdrant("qdrant");
        var own = builder.AddQdrant("own").WithImage("example/our-qdrant", "2");

        QdrantHosting.Prepare(qdrant);
        QdrantHosting.Prepare(own);

        Assert.Equal(("mirror.example/qdrant", "1"), ImageOf(qdrant.Resource));
        Assert.Equal(("example/our-qdrant", "2"), ImageOf(own.Resource));
    }

    [Fact]
    public void BeforeRun_Embedded_HasNoImage()
    {
        using var builder = BuiltStack.Builder();
        var qdrant = builder.AddQdrant("qdrant");

        QdrantHosting.Prepare(qdrant);

        Assert.Empty(qdrant.Resource.Annotations.OfType<ContainerImageAnnotation>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true, "--operation", "publish")]
    public async Task Start_OnlyAspiresOwnResource_AsksForTheRunModeLate(bool hasImage, params string[] arguments)
    {
        using var builder = BuiltStack.Builder(arguments);
        var qdrant = builder.AddQdrant("qdrant");
        builder.AddKubernetesTarget("test");

        await using var application = builder.Build();
        await builder.Eventing.PublishAsync(
            new BeforeStartEvent(application.Services, application.Services.GetRequiredService<DistributedApplicationModel>()), TestContext.Current.CancellationToken);

        Assert.Equal(hasImage, qdrant.Resource.Annotations.OfType<ContainerImageAnnotation>().Any());
    }

    private static (string, string?) ImageOf(QdrantServerResource qdrant)
    {
        var image = qdrant.Annotations.OfType<ContainerImageAnnotation>().Last();
        return (image.Image, image.Tag);
    }
}
