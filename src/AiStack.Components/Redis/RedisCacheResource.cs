using AiStack.Components.Redis;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis server: shared cache, queue and counters. A container; without a container engine it does not run.</summary>
public sealed class RedisCacheResource : ContainerResource, IComponentResource<RedisSpec>
{
    /// <summary>A server of which nothing was said yet.</summary>
    /// <param name="name">Name of the component.</param>
    public RedisCacheResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(RedisModule.Redis, name, new RedisSpec()));

    /// <summary>What was said about the server.</summary>
    public RedisSpec Spec => (RedisSpec)this.Component().Spec;
}
