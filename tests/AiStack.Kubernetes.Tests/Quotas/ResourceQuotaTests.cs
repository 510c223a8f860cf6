using System.Text.Json.Nodes;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Quotas;
using AiStack.Kubernetes.Tests.Formats;
using AiStack.Kubernetes.Tests.Publishing;

namespace AiStack.Kubernetes.Tests.Quotas;

public sealed class ResourceQuotaTests
{
    [Fact]
    public void Namespace_WithADeployment_HasRoomForItsPodsAnUpdateAndOneMore()
    {
        // 100m and 64Mi each, limits 200m and 64Mi: two replicas, one of an update, one spare.
        var publication = ResourceQuotas.AddTo(TestStack.Publish(TestStack.Component("front", new() { Replicas = 2 })));

        Assert.Equal("""{"requests.cpu":"400m","requests.memory":"256Mi","limits.cpu":"800m","limits.memory":"256Mi","pods":"4"}""", Hard(publication, "servers"));
    }

    [Fact]
    public void ScaledRuntime_CountedAtItsMost_WithItsDevicesAndDisk()
    {
        // A Deployment of 2 + 1 pods, and a runtime of 2 CPUs, 8Gi and a GPU that scales to 3, 1 more during an update, 1 spare, and a Job of 1 CPU and 1Gi.
        var hard = JsonNode.Parse(Hard(ResourceQuotas.AddTo(MadePublication.Of()), "servers"))!;

        Assert.Equal("11300m", $"{hard["requests.cpu"]}");
        Assert.Equal("42176Mi", $"{hard["requests.memory"]}");
        Assert.Equal("5", $"{hard["requests.nvidia.com/gpu"]}");
        Assert.Equal("9", $"{hard["pods"]}");
        Assert.Equal("2", $"{hard["persistentvolumeclaims"]}");
        Assert.Equal("25Gi", $"{hard["requests.storage"]}");
    }

    [Fact]
    public void Namespace_WithPodsThatSayNothing_CountsThemButNotWhatTheyTake()
    {
        // Three instances without resources, one more during an update; a Deployment of one; one spare.
        Assert.Equal("""{"pods":"7","persistentvolumeclaims":"3","requests.storage":"30Gi"}""", Hard(ResourceQuotas.AddTo(MadePublication.Of()), "platform"));
    }

    [Fact]
    public void Namespace_OfARelease_HasNone()
    {
        var release = new PlatformRelease("gateway", "servers", "a/b", "1");

        Assert.DoesNotContain(ResourceQuotas.AddTo(MadePublication.Of() with { Releases = [release] }).Objects, made => made.Kind == "ResourceQuota" && made.Namespace == "servers");
    }

    [Theory]
    [InlineData("""{"type":"Recreate"}""", "5")]
    [InlineData("""{"rollingUpdate":{"maxSurge":"50%"}}""", "7")]
    [InlineData("""{"rollingUpdate":{"maxSurge":3}}""", "8")]
    [InlineData("{}", "6")]
    public void Deployment_OfFour_CountsWhatItsUpdatesAdd(string strategy, string pods)
    {
        var publication = TestStack.Publish(TestStack.Component("front", new() { Replicas = 4 }));
        publication.Objects.Single(made => made.Kind == "Deployment").Spec!["strategy"] = JsonNode.Parse(strategy);

        Assert.Equal(pods, $"{JsonNode.Parse(Hard(ResourceQuotas.AddTo(publication), "servers"))!["pods"]}");
    }

    [Fact]
    public void InitContainer_LargerThanTheRest_IsWhatAPodTakes()
    {
        var publication = TestStack.Publish(TestStack.Component("front"));
        publication.Objects.Single(made => made.Kind == "Deployment").Spec!["template"]!["spec"]!["initContainers"] =
            JsonNode.Parse("""[{"name":"a","resources":{"requests":{"cpu":"1","memory":"1Mi"},"limits":{"cpu":"1","memory":"1Mi"}}}]""");

        Assert.Equal("""{"requests.cpu":"3","requests.memory":"192Mi","limits.cpu":"3","limits.memory":"192Mi","pods":"3"}""", Hard(ResourceQuotas.AddTo(publication), "servers"));
    }

    private static string Hard(Publication publication, string space) =>
        publication.Objects.Single(made => made.Kind == "ResourceQuota" && made.Namespace == space).Spec!["hard"]!.ToJsonString();
}
