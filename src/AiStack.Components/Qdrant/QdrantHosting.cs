using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Qdrant;

/// <summary>Qdrant on a laptop: the container that Aspire's integration makes, with our image, or nothing.</summary>
internal static class QdrantHosting
{
    internal static void Prepare(IResourceBuilder<QdrantServerResource> qdrant)
    {
        if (RunModeOf(qdrant.ApplicationBuilder) == RunMode.Embedded)
        {
            TakeImage(qdrant);
        }
        else if (qdrant.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault() is null or { Image: QdrantFacts.Image, SHA256: null })
        {
            // An image of the AppHost's own stays; the tag of Aspire's is as old as the integration package.
            qdrant.WithConfiguredImage("qdrant", QdrantFacts.Registry, QdrantFacts.Image, QdrantFacts.Tag);
        }
    }

    internal static RunMode RunModeOf(IDistributedApplicationBuilder builder) =>
        builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "qdrant", QdrantFacts.Registry, QdrantFacts.Image, QdrantFacts.Tag));

    // It keeps its type, but nobody tries to run it or waits for it.
    private static void TakeImage(IResourceBuilder<QdrantServerResource> qdrant)
    {
        IResource resource = qdrant.Resource;
        RemoveAll<ContainerImageAnnotation>(resource, _ => true);
        qdrant.AsNeedingContainers("Qdrant");
        var parts = qdrant.ApplicationBuilder.Resources.OfType<CollectionResource>().Where(collection => collection.Parent == qdrant.Resource).Append(resource).ToHashSet();
        foreach (var waiting in qdrant.ApplicationBuilder.Resources)
        {
            RemoveAll<WaitAnnotation>(waiting, wait => parts.Contains(wait.Resource));
        }
    }

    private static void RemoveAll<T>(IResource resource, Func<T, bool> isMeant) where T : IResourceAnnotation
    {
        foreach (var annotation in resource.Annotations.OfType<T>().Where(isMeant).ToList())
        {
            resource.Annotations.Remove(annotation);
        }
    }
}
