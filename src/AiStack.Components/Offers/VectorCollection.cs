namespace AiStack.Components.Offers;

/// <summary>A collection of a vector database.</summary>
/// <param name="Store">The database.</param>
/// <param name="Name">The collection's name in it.</param>
/// <param name="VectorSize">Length of the vectors it stores.</param>
public sealed record VectorCollection(VectorStore Store, string Name, int VectorSize);
