using AiStack.Components;
using AiStack.Components.Qdrant;
using AiStack.Core.Units;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds collections to a Qdrant database, and says what it gets in a cluster.</summary>
public static class CollectionBuilderExtensions
{
    /// <summary>Adds a collection of vectors. It is made when the database is ready, and again when the database comes back without it.</summary>
    /// <param name="builder">The database.</param>
    /// <param name="name">Name of the collection in the stack, and in the database unless <see cref="WithCollectionName"/> says another.</param>
    /// <param name="vectorSize">Length of the vectors, 1 to 65536: that of the embedding model which makes them.</param>
    /// <param name="distance">How near two vectors are to each other. Default: by their angle.</param>
    /// <returns>A builder to link others to the collection with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Vectors cannot be of that length.</exception>
    /// <example>
    /// <code>
    /// var docs = builder.AddQdrant("qdrant").AddCollection("documents", vectorSize: 1536);
    /// builder.AddLangflow("langflow").WithReference(docs);
    /// </code>
    /// </example>
    public static IResourceBuilder<CollectionResource> AddCollection(
        this IResourceBuilder<QdrantServerResource> builder, [ResourceName] string name, int vectorSize, Distance distance = Distance.Cosine)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(vectorSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vectorSize, QdrantFacts.LongestVector);

        return builder.AddCollectionOf(name, name, new() { VectorSize = vectorSize, Distance = distance });
    }

    /// <summary>Adds a collection of which everything is said already.</summary>
    internal static IResourceBuilder<CollectionResource> AddCollectionOf(this IResourceBuilder<QdrantServerResource> builder, string name, string nameInStack, CollectionSpec spec)
    {
        builder.ApplicationBuilder.GetStackModel().Annotate(builder.Resource);
        var collection = builder.ApplicationBuilder.AddResource(new CollectionResource(name, nameInStack, builder.Resource, spec)).WithIconName("DatabaseSearch");
        CollectionHosting.Add(collection);

        return collection;
    }

    /// <summary>Gives the collection another name in the database than in the stack.</summary>
    /// <param name="builder">The collection.</param>
    /// <param name="collectionName">The name: up to 255 characters, none of them / \ : * ? " &lt; &gt; |.</param>
    public static IResourceBuilder<CollectionResource> WithCollectionName(this IResourceBuilder<CollectionResource> builder, string collectionName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(collectionName);
        return builder.WithSpec((CollectionSpec spec) => spec with { CollectionName = collectionName });
    }

    /// <summary>Sets what each replica of the database gets in a cluster.</summary>
    /// <param name="builder">The database.</param>
    /// <param name="cpu">Processors, as a Kubernetes quantity. <see langword="null"/> (default): 500m.</param>
    /// <param name="memory">Memory, as a Kubernetes quantity. <see langword="null"/> (default): 1Gi.</param>
    /// <exception cref="FormatException">One of them is no quantity.</exception>
    public static IResourceBuilder<QdrantServerResource> WithQdrantResources(this IResourceBuilder<QdrantServerResource> builder, string? cpu = null, string? memory = null) =>
        builder.With(spec => spec with { Cpu = cpu is null ? spec.Cpu : Quantity.Parse(cpu), Memory = memory is null ? spec.Memory : Quantity.Parse(memory) });

    /// <summary>Sets the disk of each replica in a cluster.</summary>
    /// <param name="builder">The database.</param>
    /// <param name="size">Size, as a Kubernetes quantity. Default without this call: 10Gi.</param>
    /// <param name="storageClass">Storage class, of block storage. <see langword="null"/> (default): the cluster's own.</param>
    /// <exception cref="FormatException">The size is no quantity.</exception>
    public static IResourceBuilder<QdrantServerResource> WithQdrantStorage(this IResourceBuilder<QdrantServerResource> builder, string size, string? storageClass = null) =>
        builder.With(spec => spec with { Storage = new(Quantity.Parse(size), storageClass) });

    /// <summary>Sets how many servers make up the database in a cluster. On a laptop there is always one.</summary>
    /// <param name="builder">The database.</param>
    /// <param name="replicas">1 (the default without this call) to 100.</param>
    public static IResourceBuilder<QdrantServerResource> WithQdrantReplicas(this IResourceBuilder<QdrantServerResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, 100);
        return builder.With(spec => spec with { Replicas = replicas });
    }

    private static IResourceBuilder<QdrantServerResource> With(this IResourceBuilder<QdrantServerResource> builder, Func<QdrantSpec, QdrantSpec> change)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ApplicationBuilder.GetStackModel().Annotate(builder.Resource);
        return builder.WithSpec(change);
    }
}
