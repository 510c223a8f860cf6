using AiStack.Components.Qdrant;
using AiStack.Hosting.Environments;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Qdrant in target environments. Its resource is Aspire's own, which knows nothing of our spec.</summary>
public static class QdrantEnvironmentExtensions
{
    /// <summary>Changes a Qdrant database in an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="qdrant">The database.</param>
    /// <param name="change">Makes its spec of the one that holds everywhere.</param>
    /// <returns>The same environment.</returns>
    /// <example>
    /// <code>
    /// prod.Override(qdrant, database => database with { Storage = new(Quantity.Parse("500Gi"), "gp3") });
    /// </code>
    /// </example>
    public static StackEnvironment Override(this StackEnvironment environment, IResourceBuilder<QdrantServerResource> qdrant, Func<QdrantSpec, QdrantSpec> change)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(qdrant);
        ArgumentNullException.ThrowIfNull(change);

        return environment.OverrideSpec(qdrant.Resource, spec => change((QdrantSpec)spec));
    }
}
