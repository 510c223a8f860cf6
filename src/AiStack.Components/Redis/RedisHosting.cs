using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiStack.Components.Redis;

/// <summary>Redis as one container, on a laptop or in Aspire's manifest.</summary>
internal static class RedisHosting
{
    internal static void Run(IResourceBuilder<RedisCacheResource> redis)
    {
        var builder = redis.ApplicationBuilder;
        redis.WithEndpoint(targetPort: RedisFacts.Port, name: RedisModule.EndpointName)
            .WithStackEndpoint(RedisModule.EndpointName, redis.GetEndpoint(RedisModule.EndpointName));
        if (builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "redis", RedisFacts.Registry, RedisFacts.Image, RedisFacts.Tag)) == RunMode.Embedded)
        {
            redis.AsNeedingContainers("Redis");
            return;
        }

        var password = builder.AddSecretParameter(RedisFacts.PasswordOf(redis.Resource.Component().Name)).Resource;
        redis.WithConfiguredImage("redis", RedisFacts.Registry, RedisFacts.Image, RedisFacts.Tag)
            .WithArgs(["--requirepass", password, .. RedisFacts.SnapshotArguments])
            .WithVolume(Volumes.NameOf(redis, "data"), RedisFacts.DataDirectory);
        WithPing(redis, password);
    }

    private static void WithPing(IResourceBuilder<RedisCacheResource> redis, ParameterResource password)
    {
        var key = $"{redis.Resource.Name}_ping";
        var check = new RedisHealthCheck(redis.GetEndpoint(RedisModule.EndpointName), password);
        redis.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, check, failureStatus: null, tags: null));
        redis.WithHealthCheck(key);
    }
}
