using AiStack.Core;

namespace AiStack.Components.Qdrant;

/// <summary>A collection of vectors in a Qdrant database.</summary>
public sealed record CollectionSpec : Spec
{
    /// <summary>The collection's name in the database.</summary>
    /// <value><see langword="null"/> (default): the name it has in the stack.</value>
    public string? CollectionName { get; init; }

    /// <summary>Length of the vectors it stores: that of the embedding model that makes them.</summary>
    /// <value>1 to 65536.</value>
    public required int VectorSize { get; init; }

    /// <summary>How near two vectors are to each other.</summary>
    /// <value>Default: by their angle.</value>
    public Distance Distance { get; init; } = Distance.Cosine;
}
