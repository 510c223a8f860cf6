using AiStack.Kubernetes.Formats;

namespace AiStack.Kubernetes.Tests.Formats;

public sealed class PlainFormatTests
{
    [Fact]
    public void Tree_Kustomized_ListsTheSameObjects()
    {
        var publication = MadePublication.Of();
        using var files = new WrittenFiles(PublicationFiles.Of(publication, new()));

        ObjectTexts.AreSame(ObjectTexts.Of(publication.Objects), ObjectTexts.Read(ClusterProgram.Kustomize(files.Directory)));
    }

    [Fact]
    public void Images_OfObjectsAndPlatform_AreListedOnce() => Assert.Equal(
        ["apache/apisix:3.16.0", "docker.io/lmcache/vllm-openai:v1", "example.org/operator:1", "example.org/server:1.0", "ghcr.io/x/server:1.0@sha256:00"],
        ImageList.Of(MadePublication.Of()));
}
