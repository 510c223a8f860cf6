using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>References of a Redis server that Aspire's general <c>WithReference</c> would take though they do nothing.</summary>
public static class RedisReferences
{
    private const string Reason = "A Redis server uses nothing: link to it instead, as in openWebUi.WithReference(redis).";

    /// <summary>Refused: a Redis server uses no model.</summary>
    [Obsolete(Reason, error: true)]
    public static IResourceBuilder<RedisCacheResource> WithReference(this IResourceBuilder<RedisCacheResource> builder, IResourceBuilder<VllmResource> vllm) =>
        throw new NotSupportedException(Reason);

    /// <summary>Refused: a Redis server uses no vector store.</summary>
    [Obsolete(Reason, error: true)]
    public static IResourceBuilder<RedisCacheResource> WithReference(this IResourceBuilder<RedisCacheResource> builder, IResourceBuilder<QdrantServerResource> qdrant) =>
        throw new NotSupportedException(Reason);
}
