using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

public sealed class QdrantManifestsTests
{
    [Fact]
    public void Publish_OtherVectorSize_IsAnotherJob()
    {
        Assert.NotEqual(JobOf("vector_size: 8"), JobOf("vector_size: 16"));
        Assert.Equal(JobOf("vector_size: 8"), JobOf("vector_size: 8"));
    }

    [Fact]
    public void Publish_LabelOfUser_IsAnotherJob() => Assert.NotEqual(JobOf("vector_size: 8"), JobOf("vector_size: 8", ", labels: { team: search }"));

    [Fact]
    public void Publish_WithoutCollections_HasNoJob() => Assert.DoesNotContain(Publish("{ kind: qdrant }").Objects, made => made.Kind is "Job" or "ConfigMap");

    // Fields of a StatefulSet that cannot be changed must not depend on how many servers there are.
    [Fact]
    public void Publish_MoreReplicas_ChangesNothingThatCannotBeChanged()
    {
        var (one, three) = (StatefulSetOf("{ kind: qdrant }"), StatefulSetOf("{ kind: qdrant, replicas: 3 }"));

        foreach (var field in new[] { "serviceName", "podManagementPolicy", "selector", "volumeClaimTemplates" })
        {
            Assert.True(JsonNode.DeepEquals(one[field], three[field]), field);
        }
    }

    [Fact]
    public void Publish_WithKey_WritesNoValue()
    {
        var publication = Publish("{ kind: qdrant, api_key: { secret: vectors } , collections: { documents: { vector_size: 8 } } }");

        var secret = Assert.Single(publication.Secrets);
        Assert.Equal(("vectors", "api-key"), (secret.Name, Assert.Single(secret.Entries).Key));
        Assert.DoesNotContain(publication.Objects, made => made.Kind == "Secret");
    }

    private static string JobOf(string collection, string more = "") =>
        Publish($"{{ kind: qdrant{more}, collections: {{ documents: {{ {collection} }} }} }}").Objects.Single(made => made.Kind == "Job").Name;

    private static JsonObject StatefulSetOf(string qdrant) => Publish(qdrant).Find("StatefulSet", "qdrant").Spec!;

    private static Publication Publish(string qdrant) => StackText.Publish($"components: {{ qdrant: {qdrant} }}");
}
