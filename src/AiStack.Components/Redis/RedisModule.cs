using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Values;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;

namespace AiStack.Components.Redis;

/// <summary>Redis in the model: a server that others share.</summary>
internal sealed class RedisModule : HostedModule, IPublishedModule
{
    internal const string EndpointName = "tcp";

    public static ComponentKind Redis { get; } = new("redis", "A Redis server: shared cache, queue and counters.")
    {
        DefaultNamespace = "redis",
        Properties = RedisProperties.All,
        Empty = new RedisSpec(),
        Endpoints = [ServiceEndpoint.OfComponent(EndpointName, "tcp", RedisFacts.Port)],
        Offers = (_, redis) =>
        [
            new RedisServer(
                new EndpointPart(redis.Name, EndpointName, EndpointProperty.Host),
                new EndpointPart(redis.Name, EndpointName, EndpointProperty.Port),
                RedisFacts.PasswordOf(redis.Name)),
        ],
    };

    public override ComponentKind Kind => Redis;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        builder.AddRedisCache(names.Of(component))
            .WithSpec((RedisSpec _) => (RedisSpec)component.Spec)
            .Resource.Component().Source = component.Source;
    }

    public void Publish(ManifestContext context, Component component) => RedisManifests.Publish(context, component);
}
