using AiStack.Core;
using AiStack.Core.Units;

namespace AiStack.Components.Qdrant;

/// <summary>A Qdrant vector database.</summary>
public sealed record QdrantSpec : ComponentSpec
{
    /// <summary>Processors of each replica.</summary>
    /// <value>Default: 500m.</value>
    public Quantity Cpu { get; init; } = Quantity.Parse("500m");

    /// <summary>Memory of each replica.</summary>
    /// <value>Default: 1Gi.</value>
    public Quantity Memory { get; init; } = Quantity.Parse("1Gi");

    /// <summary>Disk of each replica, which holds the vectors.</summary>
    /// <value>Default: 10Gi. Block storage: Qdrant cannot be trusted on a network file system.</value>
    public StorageSpec Storage { get; init; } = new(Quantity.Parse("10Gi"));

    /// <summary>Servers that make up one clustered database.</summary>
    /// <value>Default: 1. On a laptop there is always one.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>The key that every request has to send.</summary>
    /// <value>Key <c>api-key</c>. <see langword="null"/> (default): none in a cluster; on a laptop one is made up.</value>
    public SecretReference? ApiKey { get; init; }

    /// <summary>The key that Aspire makes up for a laptop where <see cref="ApiKey"/> says none; no file has it.</summary>
    internal SecretReference? LocalKey { get; init; }
}
