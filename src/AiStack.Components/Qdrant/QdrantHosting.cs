using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Qdrant;

/// <summary>Qdrant: the container that Aspire's integration makes, with our image; on a laptop perhaps nothing.</summary>
internal static class QdrantHosting
{
    internal static void Prepare(IResourceBuilder<QdrantServerResource> qdrant)
    {
        if (RunModeOf(qdrant.ApplicationBuilder) == RunMode.Embedded)
        {
            // It keeps its type, but nobody tries to run it.
            foreach (var image in qdrant.Resource.Annotations.OfType<ContainerImageAnnotation>().ToList())
            {
                qdrant.Resource.Annotations.Remove(image);
            }

            qdrant.AsNeedingContainers("Qdrant");
        }
        else if (qdrant.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault() is null or { Image: QdrantFacts.Image, SHA256: null })
        {
            // An image of the AppHost's own stays; the tag of Aspire's is as old as the integration package.
            qdrant.WithConfiguredImage("qdrant", QdrantFacts.Registry, QdrantFacts.Image, QdrantFacts.Tag);
        }
    }

    /// <summary>A container with our image, which keeps its data also where the AppHost did not ask for that.</summary>
    internal static void PrepareToPublish(IResourceBuilder<QdrantServerResource> qdrant)
    {
        Prepare(qdrant);
        if (!qdrant.Resource.Annotations.OfType<ContainerMountAnnotation>().Any(mount => mount.Target == QdrantFacts.StorageDirectory))
        {
            qdrant.WithDataVolume(Volumes.NameOf(qdrant, "data"));
        }
    }

    internal static RunMode RunModeOf(IDistributedApplicationBuilder builder) =>
        builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "qdrant", QdrantFacts.Registry, QdrantFacts.Image, QdrantFacts.Tag));
}
