using AiStack.Components;
using AiStack.Components.Redis;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds a Redis server to an application.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Adds a Redis server, which others link to as their shared cache, queue or counters.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <returns>A builder to refine the server with.</returns>
    /// <exception cref="DistributedApplicationException">Configuration names a run mode that is none.</exception>
    /// <remarks>Its password is the parameter <c>&lt;name&gt;-auth</c>, generated once and kept. Its data is in a volume.</remarks>
    /// <example>
    /// <code>
    /// var redis = builder.AddRedisCache("redis");
    /// builder.AddOpenWebUi("open-webui").WithReference(redis);
    /// </code>
    /// </example>
    public static IResourceBuilder<RedisCacheResource> AddRedisCache(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        var redis = builder.AddResource(new RedisCacheResource(name)).WithIconName("DatabaseLightning");
        RedisHosting.Run(redis);

        return redis;
    }

    /// <summary>Sets the memory of the server in a cluster.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="quantity">A Kubernetes quantity. Default without this call: 256Mi.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static IResourceBuilder<RedisCacheResource> WithMemory(this IResourceBuilder<RedisCacheResource> builder, string quantity) =>
        builder.WithSpec((RedisSpec spec) => spec with { Memory = Quantity.Parse(quantity) });

    /// <summary>Keeps the data over restarts in a cluster.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="size">Size of the disk, as a Kubernetes quantity.</param>
    /// <param name="storageClass">Storage class. <see langword="null"/> (default): the cluster's own.</param>
    /// <param name="accessMode">Who may mount it. <see langword="null"/> (default): one node.</param>
    /// <exception cref="FormatException">The size is no quantity.</exception>
    public static IResourceBuilder<RedisCacheResource> WithStorage(this IResourceBuilder<RedisCacheResource> builder, string size, string? storageClass = null, AccessMode? accessMode = null) =>
        builder.WithSpec((RedisSpec spec) => spec with { Storage = new(Quantity.Parse(size), storageClass, accessMode) });
}
