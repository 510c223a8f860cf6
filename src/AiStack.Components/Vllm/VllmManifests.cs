using AiStack.Components.NodePools;
using AiStack.Core;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Vllm;

/// <summary>vLLM in a cluster: engines for each model, a router before them, and who may speak to whom.</summary>
internal static class VllmManifests
{
    /// <summary>Label with the name of a runtime or router, which the operator puts on its pods; Prometheus takes it as the job's name.</summary>
    public const string AppLabel = "app";

    public static void Publish(ManifestContext context, Component vllm)
    {
        var engines = ModelsOfStack.ModelsOf(vllm).Select(served => Engine.Of(context.Stack, served)).ToList();
        var isOperator = context.Stack.Spec.Serving == ServingMode.Operator;
        foreach (var engine in engines)
        {
            Publish(context, engine, VllmRuntimes.Publish(context, engine));
        }

        var router = VllmRouters.Publish(context, vllm);
        context.Listens(vllm, VllmModule.EndpointName, router, VllmFacts.Port);
        context.Connects(new(
            $"{VllmModule.RouterName(vllm)}-to-engines", NetworkPeer.Pods(router), NetworkPeer.Pods(context.Pods(vllm, Engine.Role)), $"{VllmModule.RouterName(vllm)} → engines of {vllm.Name}", new NetworkPort(VllmFacts.Port)));
        if (isOperator)
        {
            context.Lowers(context.Stack.NamespaceOf(vllm), PodSecurity.Baseline, $"The pods of {vllm.Name} are made by the {ProductionStackFacts.Name}, which gives them no security context.");
            context.Requires(ProductionStackFacts.Release);
        }

        if (((VllmSpec)vllm.Spec) is { Gpus: > 0 } spec && RuntimeClasses.IsNvidia(spec) && GpuOperatorFacts.ReleaseFor(NodeSelection.Of(context.Stack, spec.NodePool).Provider) is { } release)
        {
            context.Requires(release);
        }
    }

    private static void Publish(ManifestContext context, Engine engine, PodSet pods)
    {
        if (engine.HasWeightsJob)
        {
            WeightsJobs.Publish(context, engine, pods);
        }

        if (engine.Fetches)
        {
            context.Connects(new($"{engine.Name}-to-hub", NetworkPeer.Pods(pods), NetworkPeer.Internet, $"{engine.Name} fetches its weights at every start", new NetworkPort(443)));
        }
    }
}
