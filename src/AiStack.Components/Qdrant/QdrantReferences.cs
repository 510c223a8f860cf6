using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>References of a Qdrant database that Aspire's general <c>WithReference</c> would take though they do nothing.</summary>
public static class QdrantReferences
{
    private const string Reason = "A Qdrant database uses nothing: link to it instead, as in langflow.WithReference(qdrant).";

    /// <summary>Refused: a Qdrant database uses no model.</summary>
    [Obsolete(Reason, error: true)]
    public static IResourceBuilder<QdrantServerResource> WithReference(this IResourceBuilder<QdrantServerResource> builder, IResourceBuilder<VllmResource> vllm) =>
        throw new NotSupportedException(Reason);

    /// <summary>Refused: a Qdrant database uses no other one.</summary>
    [Obsolete(Reason, error: true)]
    public static IResourceBuilder<QdrantServerResource> WithReference(this IResourceBuilder<QdrantServerResource> builder, IResourceBuilder<QdrantServerResource> other) =>
        throw new NotSupportedException(Reason);
}
