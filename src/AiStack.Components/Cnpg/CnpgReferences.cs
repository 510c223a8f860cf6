using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>References of PostgreSQL that Aspire's general <c>WithReference</c> would take though they do nothing.</summary>
public static class CnpgReferences
{
    private const string Reason = "PostgreSQL uses nothing: link to one of its databases instead, as in openWebUi.WithReference(database).";

    /// <summary>Refused: PostgreSQL uses no model.</summary>
    [Obsolete(Reason, error: true)]
    public static IResourceBuilder<CnpgResource> WithReference(this IResourceBuilder<CnpgResource> builder, IResourceBuilder<VllmResource> vllm) =>
        throw new NotSupportedException(Reason);

    /// <summary>Refused: PostgreSQL uses no vector store.</summary>
    [Obsolete(Reason, error: true)]
    public static IResourceBuilder<CnpgResource> WithReference(this IResourceBuilder<CnpgResource> builder, IResourceBuilder<QdrantServerResource> qdrant) =>
        throw new NotSupportedException(Reason);
}
