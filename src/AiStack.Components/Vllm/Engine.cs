using System.Text.Json.Nodes;
using AiStack.Components.Keda;
using AiStack.Components.NodePools;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Kubernetes.Pods;

namespace AiStack.Components.Vllm;

/// <summary>The engines of a model in a cluster, as the operator's custom resource and a plain Deployment both have them.</summary>
/// <param name="Served">The model, and the component that serves it.</param>
internal sealed record Engine(ServedModel Served)
{
    /// <summary>Role of the engines' pods.</summary>
    public const string Role = "engine";

    /// <summary>Name of what is published: runtime or Deployment, Service, disk.</summary>
    public string Name => VllmModule.RuntimeName(Served.Component);

    /// <summary>Whether it computes on GPUs.</summary>
    public bool HasGpus => Served.Vllm.Gpus > 0;

    /// <summary>Its image.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>Python of the image, which has Hugging Face's library: where the operator finds vLLM, else on the image's path.</summary>
    public required string Python { get; init; }

    /// <summary>Nodes that it may run on.</summary>
    public required Placement Placement { get; init; }

    /// <summary>What it asks for.</summary>
    public required EngineResources Resources { get; init; }

    /// <summary>What has to be fetched for it.</summary>
    public required ModelWeights Weights { get; init; }

    /// <summary>Its disk, with the access mode decided.</summary>
    /// <value><see langword="null"/>: it has none.</value>
    public required StorageSpec? Storage { get; init; }

    /// <summary>How KEDA scales it.</summary>
    /// <value><see langword="null"/>: it does not.</value>
    public required ScaleOptions? Scale { get; init; }

    /// <summary>Host of the controller that LMCache in the engine speaks to, where the router routes by it.</summary>
    public required string ControllerHost { get; init; }

    /// <summary>Whether a new engine may only start when the old one is gone.</summary>
    public required bool IsReplacedInPlace { get; init; }

    /// <summary>Most engines that there will be side by side.</summary>
    public required int MostReplicas { get; init; }

    /// <summary>Whether a Job puts the weights onto its disk, so that the engine itself needs no way to the internet.</summary>
    /// <remarks>A disk that can only be read was filled by somebody else.</remarks>
    public bool HasWeightsJob => Weights.Source == WeightsSource.Hub && Storage is { AccessMode: not AccessMode.ReadOnlyMany };

    /// <summary>Whether its model comes from Hugging Face, whoever fetches it: then its runtime names the token, if there is one.</summary>
    public bool IsFromHub => Weights.Source != WeightsSource.Path;

    /// <summary>Whether it fetches its weights itself, at every start.</summary>
    public bool Fetches => Weights.Source == WeightsSource.Elsewhere || (Weights.Source == WeightsSource.Hub && Storage is null);

    /// <summary>Whether its disk can only be mounted on one node at a time.</summary>
    public bool IsDiskOfOneNode => Storage is { AccessMode: AccessMode.ReadWriteOnce };

    /// <summary>Whether there can be no second engine: its disk cannot be mounted for both.</summary>
    public bool IsAlone => IsDiskOfOneNode && MostReplicas == 1;

    /// <summary>The engines of a component's models.</summary>
    public static IReadOnlyList<Engine> Of(Stack stack, Component vllm)
    {
        var spec = (VllmSpec)vllm.Spec;
        var nodes = NodeSelection.Of(stack, spec.NodePool);
        var hasRoom = HasRoomForOneMore(stack, spec, nodes);
        return [.. ModelsOfStack.ModelsOf(vllm).Select(served => Of(stack, served, nodes, hasRoom))];
    }

    private static Engine Of(Stack stack, ServedModel served, NodeSelection nodes, bool hasRoom)
    {
        var (component, model, _, vllm) = served;
        var scale = ScaledModels.ScaleOf(stack, component);
        var most = MostReplicasOf(stack, served);
        var storage = model.Storage is { } disk ? disk with { AccessMode = disk.AccessMode ?? (most > 1 ? AccessMode.ReadWriteMany : AccessMode.ReadWriteOnce) } : null;
        return new(served)
        {
            Image = EngineImages.Of(stack, served),
            Python = stack.Spec.Serving == ServingMode.Operator ? "/opt/venv/bin/python3" : "python3",
            Placement = new()
            {
                Requirements = [new(NodePoolFacts.OperatingSystemLabel, "linux"), .. EngineImages.ArchitectureOf(served), .. nodes.Requirement is { } pool ? (IReadOnlyList<NodeRequirement>)[pool] : []],
                Tolerations = nodes.Tolerations(vllm.Gpus > 0 ? GpuTaint(vllm) : null),
            },
            Resources = EngineResources.Of(served),
            Weights = ModelWeights.Of(model),
            Storage = storage,
            Scale = scale,
            MostReplicas = most,
            ControllerHost = $"{LmCacheFacts.ServiceOf(VllmModule.RouterName(served.Parent))}.{stack.NamespaceOf(served.Parent)}.svc",

            // A second pod could wait for the disk on another node, or for a GPU that the pool may not have, while the old one waits for it to be ready.
            IsReplacedInPlace = storage is { AccessMode: AccessMode.ReadWriteOnce } || !hasRoom,
        };
    }

    /// <summary>Most engines of a model that there will be side by side.</summary>
    public static int MostReplicasOf(Stack stack, ServedModel served) => Math.Max(served.Model.Replicas, ScaledModels.ScaleOf(stack, served.Component)?.MaxReplicas ?? 0);

    /// <summary>Tolerations of all engines of a stack that use NVIDIA's GPUs, each once.</summary>
    public static IReadOnlyList<JsonObject> TolerationsOfGpus(Stack stack)
    {
        List<JsonObject> all = [];
        foreach (var vllm in stack.Components.Select(component => component.Spec).OfType<VllmSpec>().Where(vllm => vllm.Gpus > 0 && RuntimeClasses.IsNvidia(vllm)))
        {
            all.AddRange(NodeSelection.Of(stack, vllm.NodePool).Tolerations(GpuTaint(vllm)).Where(toleration => !all.Any(known => JsonNode.DeepEquals(known, toleration))));
        }

        return all;
    }

    // Slices of a GPU are tainted as the GPU is.
    private static string GpuTaint(VllmSpec vllm) => RuntimeClasses.IsNvidia(vllm) ? VllmFacts.GpuResource : vllm.GpuType;

    private static bool HasRoomForOneMore(Stack stack, VllmSpec vllm, NodeSelection nodes)
    {
        if (vllm.Gpus == 0 || nodes.Pool is not { } pool || !pool.Limits.TryGetValue(vllm.GpuType, out var limit))
        {
            return true;
        }

        var taken = stack.Models()
            .Where(found => found.Vllm.NodePool == vllm.NodePool && found.Vllm.GpuType == vllm.GpuType)
            .Sum(found => (decimal)found.Vllm.Gpus * found.Model.Replicas);
        return Quantity.FromDecimal(taken + vllm.Gpus) <= limit;
    }
}
