using System.Text.Json.Nodes;
using AiStack.Components.Vllm;
using AiStack.Kubernetes.Platform;

namespace AiStack.Components.NodePools;

/// <summary>NVIDIA's GPU operator, as a release of the platform.</summary>
/// <remarks>
/// Source: NVIDIA/gpu-operator v26.7.0, <c>deployments/gpu-operator/values.yaml</c>, and its pages on Amazon EKS and Azure AKS. GKE brings driver and device plugin itself.
/// </remarks>
internal static class GpuOperatorFacts
{
    public const string ReleaseName = "gpu-operator";

    public const string Namespace = "gpu-operator";

    public const string Version = "v26.7.0";

    /// <summary>The release for nodes of a provider.</summary>
    /// <param name="provider">Who makes the nodes. <see langword="null"/>: not known.</param>
    /// <param name="tolerations">Tolerations of all engines with GPUs in the stack: where they may run, the operator's own pods have to.</param>
    /// <returns><see langword="null"/>: the provider's nodes need none.</returns>
    public static PlatformRelease? ReleaseFor(NodePoolProvider? provider, IReadOnlyList<JsonObject> tolerations) => provider == NodePoolProvider.Gke ? null : new(ReleaseName, Namespace, "nvidia/gpu-operator", Version)
    {
        Repository = new("nvidia", "https://helm.ngc.nvidia.com/nvidia"),
        Purpose = "GPUs as resources of nodes, their labels and metrics; where nodes lack them also driver and container runtime",
        PodSecurity = "privileged",
        Values = Values(provider, tolerations),
        Notes = provider is NodePoolProvider.Eks or NodePoolProvider.KarpenterAws or NodePoolProvider.Aks
            ? ["Driver and container runtime are those of the cloud's machine images; the operator adds the device plugin, labels and metrics. Where the device plugin is installed already, leave this release out."]
            : ["It installs NVIDIA's driver and container runtime on nodes that lack them, and makes the RuntimeClass nvidia, which the engines name."],
    };

    private static readonly JsonObject s_controlPlane = new() { ["key"] = "node-role.kubernetes.io/control-plane", ["operator"] = "Exists", ["value"] = null, ["effect"] = nameof(TaintEffect.NoSchedule) };

    // What the chart's own lists come down to.
    private static JsonObject Customary => new() { ["key"] = VllmFacts.GpuResource, ["operator"] = "Exists", ["value"] = null, ["effect"] = nameof(TaintEffect.NoSchedule) };

    private static JsonArray Copies(IEnumerable<JsonObject> tolerations) => new([.. tolerations.Select(toleration => toleration.DeepClone())]);

    private static JsonObject Values(NodePoolProvider? provider, IReadOnlyList<JsonObject> tolerations)
    {
        var values = new JsonObject { ["dcgmExporter"] = new JsonObject { ["enabled"] = true } };
        if (provider is NodePoolProvider.Eks or NodePoolProvider.KarpenterAws or NodePoolProvider.Aks)
        {
            values["driver"] = new JsonObject { ["enabled"] = false };
            values["toolkit"] = new JsonObject { ["enabled"] = false };
        }

        if (provider == NodePoolProvider.Aks)
        {
            values["operator"] = new JsonObject { ["runtimeClass"] = NodePoolFacts.AksGpuHandler };
        }

        // Without its device plugin a node has no GPUs that could be asked for. The lists take the place of the chart's, so that what those have is repeated.
        if (tolerations.Any(toleration => !JsonNode.DeepEquals(toleration, Customary)))
        {
            JsonObject[] all = [.. tolerations.Any(toleration => JsonNode.DeepEquals(toleration, Customary)) ? [] : (IEnumerable<JsonObject>)[Customary], .. tolerations];
            values["daemonsets"] = new JsonObject { ["tolerations"] = Copies(all) };
            values["node-feature-discovery"] = new JsonObject { ["worker"] = new JsonObject { ["tolerations"] = Copies([s_controlPlane, .. all]) } };
        }

        return values;
    }
}
