using k8s.Models;

namespace AiStack.Kubernetes.Tests.Validation;

/// <summary>A second opinion on the core kinds: the typed reader of Kubernetes' own client, which refuses unknown fields.</summary>
public sealed class TypedReaderTests
{
    [Fact]
    public void GoodObjects_OfCoreKinds_AreReadStrictly()
    {
        Assert.Equal("web", k8s.KubernetesYaml.Deserialize<V1Deployment>(GoodObjects.All["Deployment"], strict: true).Metadata.Name);
        Assert.Equal("db", k8s.KubernetesYaml.Deserialize<V1StatefulSet>(GoodObjects.All["StatefulSet"], strict: true).Metadata.Name);
        Assert.Equal("setup", k8s.KubernetesYaml.Deserialize<V1Job>(GoodObjects.All["Job"], strict: true).Metadata.Name);
        Assert.Equal("web", k8s.KubernetesYaml.Deserialize<V1Service>(GoodObjects.All["Service"], strict: true).Metadata.Name);
        Assert.Equal("web", k8s.KubernetesYaml.Deserialize<V1NetworkPolicy>(GoodObjects.All["NetworkPolicy"], strict: true).Metadata.Name);
        Assert.Equal("web", k8s.KubernetesYaml.Deserialize<V1PodDisruptionBudget>(GoodObjects.All["PodDisruptionBudget"], strict: true).Metadata.Name);
    }
}
