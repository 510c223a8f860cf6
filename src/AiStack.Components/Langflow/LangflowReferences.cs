using AiStack.Components.Apisix;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What Langflow can be linked to.</summary>
public static class LangflowReferences
{
    /// <summary>Flows use the component's models, as <c>OPENAI_API_BASE</c> and <c>OPENAI_API_KEY</c>.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="vllm">The models.</param>
    public static IResourceBuilder<LangflowResource> WithReference(this IResourceBuilder<LangflowResource> builder, IResourceBuilder<VllmResource> vllm) => Link(builder, vllm);

    /// <summary>Flows use models through the gateway, with its key: <c>OPENAI_API_BASE</c> is its first route, further routes have their model's name at the end.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="gateway">The gateway.</param>
    public static IResourceBuilder<LangflowResource> WithReference(this IResourceBuilder<LangflowResource> builder, IResourceBuilder<AiGatewayResource> gateway) => Link(builder, gateway);

    /// <summary>Flows use the database's collections, as <c>QDRANT_URL</c> and <c>QDRANT_API_KEY</c>.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="qdrant">The database.</param>
    public static IResourceBuilder<LangflowResource> WithReference(this IResourceBuilder<LangflowResource> builder, IResourceBuilder<QdrantServerResource> qdrant) => Link(builder, qdrant);

    /// <summary>Flows use the collection, as <c>QDRANT_COLLECTION</c> and <c>QDRANT_VECTOR_SIZE</c>, with its database's address and key.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="collection">The collection.</param>
    public static IResourceBuilder<LangflowResource> WithReference(this IResourceBuilder<LangflowResource> builder, IResourceBuilder<CollectionResource> collection) => Link(builder, collection);

    /// <summary>Flows and users are kept in the database.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="database">The database.</param>
    public static IResourceBuilder<LangflowResource> WithReference(this IResourceBuilder<LangflowResource> builder, IResourceBuilder<CnpgDatabaseResource> database) => Link(builder, database);

    /// <summary>What was built is cached there and jobs are queued there.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="redis">The server.</param>
    public static IResourceBuilder<LangflowResource> WithReference(this IResourceBuilder<LangflowResource> builder, IResourceBuilder<RedisCacheResource> redis) => Link(builder, redis);

    /// <summary>Exposes Langflow through the gateway, under a host of its own with TLS and websockets.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="langflow">Langflow.</param>
    /// <param name="configure">Changes what is said about the route. <see langword="null"/> (default): nothing; the host begins with the component's name.</param>
    public static IResourceBuilder<ApisixResource> WithReference(
        this IResourceBuilder<ApisixResource> builder, IResourceBuilder<LangflowResource> langflow, Func<IngressOptions, IngressOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(langflow);
        return builder.WithLink(langflow.Resource, configure?.Invoke(new()));
    }

    private static IResourceBuilder<LangflowResource> Link<T>(IResourceBuilder<LangflowResource> builder, IResourceBuilder<T> target) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(target);
        return builder.WithLink(target.Resource);
    }
}
