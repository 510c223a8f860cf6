using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What Open WebUI can be linked to.</summary>
public static class OpenWebUiReferences
{
    /// <summary>Offers every chat model of a vLLM component for chats. Its embedding model embeds documents, if it is the only one and no other is linked.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="vllm">The models' component.</param>
    public static IResourceBuilder<OpenWebUiResource> WithReference(this IResourceBuilder<OpenWebUiResource> builder, IResourceBuilder<VllmResource> vllm) => builder.LinkedTo(vllm);

    /// <summary>Offers a chat model for chats, or has an embedding model embed documents.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="model">The model.</param>
    public static IResourceBuilder<OpenWebUiResource> WithReference(this IResourceBuilder<OpenWebUiResource> builder, IResourceBuilder<ModelResource> model) => builder.LinkedTo(model);

    /// <summary>Offers what every route of an AI gateway leads to for chats, with the gateway's key and policies. Its embedding route embeds documents, if it is the only one and no other is linked.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="gateway">The gateway.</param>
    public static IResourceBuilder<OpenWebUiResource> WithReference(this IResourceBuilder<OpenWebUiResource> builder, IResourceBuilder<AiGatewayResource> gateway) => builder.LinkedTo(gateway);

    /// <summary>Stores documents as vectors in Qdrant.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="qdrant">The vector store.</param>
    public static IResourceBuilder<OpenWebUiResource> WithReference(this IResourceBuilder<OpenWebUiResource> builder, IResourceBuilder<QdrantServerResource> qdrant) => builder.LinkedTo(qdrant);

    /// <summary>Stores chats, users and settings in a PostgreSQL database.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="database">The database.</param>
    public static IResourceBuilder<OpenWebUiResource> WithReference(this IResourceBuilder<OpenWebUiResource> builder, IResourceBuilder<CnpgDatabaseResource> database) => builder.LinkedTo(database);

    /// <summary>Shares sessions and events of several replicas through Redis.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="redis">The server.</param>
    public static IResourceBuilder<OpenWebUiResource> WithReference(this IResourceBuilder<OpenWebUiResource> builder, IResourceBuilder<RedisCacheResource> redis) => builder.LinkedTo(redis);

    /// <summary>Not a link: a server has many databases.</summary>
    [Obsolete("Open WebUI uses one database of a PostgreSQL server. Add one, cnpg.AddCnpgDatabase(\"webui\"), and link to that.", error: true)]
    public static IResourceBuilder<OpenWebUiResource> WithReference(this IResourceBuilder<OpenWebUiResource> builder, IResourceBuilder<CnpgResource> cnpg) => throw new NotSupportedException();

    private static IResourceBuilder<OpenWebUiResource> LinkedTo<T>(this IResourceBuilder<OpenWebUiResource> builder, IResourceBuilder<T> target) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(target);
        return builder.WithLink(target.Resource);
    }
}
