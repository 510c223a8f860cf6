using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Tests.Publishing;

namespace AiStack.Kubernetes.Tests.References;

/// <summary>What refers to nothing is told; each case breaks one thing of a publication that is whole.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Check_WholePublication_FindsNothing() => Assert.Empty(TestStack.Publish(TestStack.Component("front", new() { Replicas = 2 })).Problems);

    [Fact]
    public void Check_ServiceOfNoPods_IsTold() => Expect(
        "Service servers/lost selects no pod.",
        new("v1", "Service", "lost", "servers") { Spec = new() { ["selector"] = new JsonObject { ["app"] = "gone" }, ["ports"] = new JsonArray() } });

    [Fact]
    public void Check_ServiceToAPortThatPodsDoNotHave_IsTold() => Expect(
        "Service servers/lost sends to the port 'grpc', which its pods do not have.",
        new("v1", "Service", "lost", "servers")
        {
            Spec = new() { ["selector"] = new JsonObject { [StandardLabels.Instance] = "front" }, ["ports"] = new JsonArray(new JsonObject { ["port"] = 81, ["targetPort"] = "grpc" }) },
        });

    [Fact]
    public void Check_BudgetOfNoPods_IsTold() => Expect(
        "PodDisruptionBudget servers/lost selects no pod.",
        new("policy/v1", "PodDisruptionBudget", "lost", "servers") { Spec = new() { ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "gone" } } } });

    [Fact]
    public void Check_PolicyThatOpensAPortNobodyHas_IsTold() => Expect(
        "NetworkPolicy servers/lost opens the port 81, which the pods that it selects do not have.",
        new("networking.k8s.io/v1", "NetworkPolicy", "lost", "servers")
        {
            Spec = new()
            {
                ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [StandardLabels.Instance] = "front" } },
                ["ingress"] = new JsonArray(new JsonObject { ["ports"] = new JsonArray(new JsonObject { ["port"] = 81 }) }),
            },
        });

    [Theory]
    [InlineData("""{"serviceAccountName": "gone", "containers": []}""", "runs as the ServiceAccount 'gone'")]
    [InlineData("""{"serviceAccountName": "front", "runtimeClassName": "gone", "containers": []}""", "runs with the RuntimeClass 'gone'")]
    [InlineData("""{"containers": [{"name": "a", "env": [{"name": "K", "valueFrom": {"secretKeyRef": {"name": "gone", "key": "k"}}}]}]}""", "reads the key 'k' of the Secret 'gone'")]
    [InlineData("""{"containers": [{"name": "a", "env": [{"name": "K", "valueFrom": {"configMapKeyRef": {"name": "gone", "key": "k"}}}]}]}""", "reads the key 'k' of the ConfigMap 'gone'")]
    [InlineData("""{"containers": [], "volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "gone"}}]}""", "mounts the claim 'gone'")]
    [InlineData("""{"containers": [], "volumes": [{"name": "v", "configMap": {"name": "gone"}}]}""", "mounts the ConfigMap 'gone'")]
    [InlineData("""{"containers": [], "volumes": [{"name": "v", "secret": {"secretName": "gone"}}]}""", "mounts the Secret 'gone'")]
    [InlineData("""{"containers": [{"name": "a", "volumeMounts": [{"name": "gone", "mountPath": "/x"}]}]}""", "mounts the volume 'gone'")]
    public void Check_PodThatRefersToNothing_IsTold(string pod, string expected) => Expect(
        $"Deployment servers/lost {expected}",
        new("apps/v1", "Deployment", "lost", "servers") { Spec = new() { ["template"] = new JsonObject { ["spec"] = JsonNode.Parse(pod) } } });

    private static void Expect(string sentence, KubernetesObject broken)
    {
        var publication = TestStack.Publish(TestStack.Component("front", new() { Further = (context, component) => context.Add(component, null, broken) }));

        var problem = Assert.Single(publication.Problems);
        Assert.Equal(OutputProblems.DanglingReference, problem.Kind);
        Assert.StartsWith(sentence, problem.Message, StringComparison.Ordinal);
    }
}
