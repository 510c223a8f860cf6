using AiStack.Components.Qdrant;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A collection of a Qdrant database.</summary>
/// <remarks>It is made when the database is ready, and runs as soon as it is there with the size and distance that were asked for.</remarks>
public sealed class CollectionResource : Resource, IResourceWithParent<QdrantServerResource>, IComponentResource<CollectionSpec>
{
    internal CollectionResource(string name, string nameInStack, QdrantServerResource qdrant, CollectionSpec spec) : base(name)
    {
        Parent = qdrant;
        Annotations.Add(new ComponentAnnotation(QdrantModule.Collection, nameInStack, spec, qdrant));
    }

    /// <summary>The database that has the collection.</summary>
    public QdrantServerResource Parent { get; }

    /// <summary>What was said about the collection.</summary>
    public CollectionSpec Spec => (CollectionSpec)this.Component().Spec;

    /// <summary>The collection's name in the database.</summary>
    public string CollectionName => Spec.CollectionName ?? this.Component().Name;
}
