namespace AiStack.Components.Qdrant;

/// <summary>How near two vectors of a collection are to each other.</summary>
public enum Distance
{
    /// <summary>By the angle between them, whatever their lengths: what embedding models are usually made for.</summary>
    Cosine,

    /// <summary>By the straight line between their ends.</summary>
    Euclidean,

    /// <summary>By their dot product, which the angle and both lengths make up.</summary>
    Dot,

    /// <summary>By the sum of the differences in each direction.</summary>
    Manhattan,
}
