using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>How models find their nodes, where a scenario's files do not say why.</summary>
public sealed class NodePoolPublishingTests
{
    [Theory]
    [InlineData("gke", "cloud.google.com/gke-nodepool")]
    [InlineData("eks", "eks.amazonaws.com/nodegroup")]
    [InlineData("aks", "kubernetes.azure.com/agentpool")]
    [InlineData("karpenter", "karpenter.sh/nodepool")]
    public void ExistingPool_OfACloud_IsFoundByItsLabel(string cloud, string label) =>
        Assert.Contains(Expressions($"cloud: {cloud}\ncomponents:\n  vllm: {{ kind: vllm, nodepool: gpus, gpu_request: 1, models: {{ m: {{ model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }} }} }}\n"),
            expression => (string?)expression["key"] == label && (string?)expression["values"]![0] == "gpus");

    [Fact]
    public void ExistingPool_WithoutACloud_IsFoundByOurLabel() =>
        Assert.Contains(Expressions("components:\n  vllm: { kind: vllm, nodepool: gpus, models: { m: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat } } }\n"), expression => (string?)expression["key"] == "aistack/nodepool");

    [Theory]
    [InlineData("cloud: gke\n", false, null)]
    [InlineData("cloud: eks\n", true, false)]
    [InlineData("cloud: aks\n", true, false)]
    [InlineData("", true, null)]
    public void GpuOperator_OfAProvider_BringsWhatItsNodesLack(string cloud, bool isNeeded, bool? driver)
    {
        var release = Publish($"{cloud}components:\n  vllm: {{ kind: vllm, gpu_request: 1, models: {{ m: {{ model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }} }} }}\n").Releases.FirstOrDefault(found => found.Name == "gpu-operator");

        Assert.Equal(isNeeded, release is not null);
        Assert.Equal(driver, (bool?)release?.Values["driver"]?["enabled"]);
    }

    private static IEnumerable<JsonObject> Expressions(string stack) =>
        Publish(stack).Objects.Single(made => made.Kind == "VLLMRuntime").Spec!["deploymentConfig"]!["nodeSelectorTerms"]![0]!["matchExpressions"]!.AsArray().Select(expression => expression!.AsObject());

    private static Publication Publish(string stack) => StackPublication.Of(StackText.Read(stack), ComponentCatalog.Modules);
}
