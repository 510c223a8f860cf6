using AiStack.Core.Checks;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace AiStack.Components.Tests;

/// <summary>What is checked when an application that was written in C# starts.</summary>
public sealed class StackStartTests
{
    [Fact]
    public async Task Start_GeneralReferenceBetweenComponents_IsRefusedWithTheLinksThatThereAre()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--AiStack:Run=embedded");
        ResourceBuilderExtensions.WithReference(builder.AddRedisCache("redis"), builder.AddQdrant("qdrant"));
        await using var application = builder.Build();

        var thrown = await Assert.ThrowsAsync<StackProblemsException>(() => application.StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("redis → qdrant: error AIS304: redis 'redis' refers to qdrant 'qdrant' by Aspire's general WithReference, which sets nothing that it reads. redis links to nothing; qdrant can be linked from ",
            Assert.Single(thrown.Problems, problem => problem.Kind == LinkProblems.NoLink).ToString(), StringComparison.Ordinal);
    }
}
