using AiStack.Components.Offers;
using AiStack.Components.Redis;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AiStack.Components.Tests.Redis;

public sealed class RedisBuilderTests
{
    [Fact]
    public void AddRedisCache_Containers_RunsThePinnedImageWithItsDataInAVolume()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--AiStack:Run=containers");

        var redis = builder.AddRedisCache("redis").Resource;

        var image = Assert.Single(redis.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((RedisFacts.Registry, RedisFacts.Image, RedisFacts.Tag), (image.Registry, image.Image, image.Tag));
        Assert.Equal(RedisFacts.DataDirectory, Assert.Single(redis.Annotations.OfType<ContainerMountAnnotation>()).Target);
        Assert.True(builder.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == "redis-auth").Secret);
    }

    [Fact]
    public void AddRedisCache_Embedded_HasNoImageAndNoPassword()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--AiStack:Run=embedded");

        var redis = builder.AddRedisCache("redis").Resource;

        Assert.Empty(redis.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Empty(builder.Resources.OfType<ParameterResource>());
    }

    [Fact]
    public void AddRedisCache_Publishing_IsAContainerWithAPasswordThatIsToBeGiven()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish");

        var redis = builder.AddRedisCache("redis").WithMemory("1Gi").WithStorage("5Gi").Resource;

        Assert.Equal(["redis", "redis-auth"], builder.Resources.Select(resource => resource.Name));
        Assert.Equal(RedisFacts.Tag, Assert.Single(redis.Annotations.OfType<ContainerImageAnnotation>()).Tag);
        Assert.Equal(("1Gi", "5Gi"), (redis.Spec.Memory.ToString(), redis.Spec.Storage!.Size.ToString()));
    }

    [Fact]
    public void Offer_Cluster_NamesTheServiceAndTheSecret()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish");
        builder.AddRedisCache("cache");
        var stack = builder.GetStackModel().Stack;

        var offer = Assert.Single(stack.OffersOf<RedisServer>(stack.Find("cache")!));

        Assert.Equal("redis://:<cache-auth/password>@cache.redis.svc:6379/2", offer.Url(2).InCluster(stack));
    }
}
