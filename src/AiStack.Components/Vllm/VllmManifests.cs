using System.Text.Json.Nodes;
using AiStack.Components.NodePools;
using AiStack.Core;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Vllm;

/// <summary>vLLM in a cluster: engines for each model, a router before them, and who may speak to whom.</summary>
internal static class VllmManifests
{
    public static void Publish(ManifestContext context, Component vllm)
    {
        var engines = Engine.Of(context.Stack, vllm);
        var isOperator = context.Stack.Spec.Serving == ServingMode.Operator;
        foreach (var engine in engines)
        {
            Publish(context, engine, isOperator ? VllmRuntimes.Publish(context, engine) : EngineDeployments.Publish(context, engine));
        }

        var router = isOperator ? VllmRouters.Publish(context, vllm) : RouterDeployments.Publish(context, vllm, engines);
        context.Listens(vllm, VllmModule.EndpointName, router, VllmFacts.Port);
        context.Connects(new(
            $"{VllmModule.RouterName(vllm)}-to-engines", NetworkPeer.Pods(router), NetworkPeer.Pods(context.Pods(vllm, Engine.Role)), $"{VllmModule.RouterName(vllm)} → engines of {vllm.Name}", new NetworkPort(VllmFacts.Port)));
        if (((VllmSpec)vllm.Spec).Routing == RoutingLogic.KvAware)
        {
            LmCacheController(context, vllm, router);
        }

        VllmGuide.Add(context, vllm, engines);
        AskForNodes(context, (VllmSpec)vllm.Spec);
        if (isOperator)
        {
            context.Lowers(context.Stack.NamespaceOf(vllm), PodSecurity.Baseline, $"The pods of {vllm.Name} are made by the {ProductionStackFacts.Name}, which gives them no security context.");
            context.Requires(ProductionStackFacts.Release);
        }
    }

    // What has to be on the nodes before, or with, the models.
    private static void AskForNodes(ManifestContext context, VllmSpec vllm)
    {
        var nodes = NodeSelection.Of(context.Stack, vllm.NodePool);
        if (nodes.Requirement is { Key: NodePoolFacts.OwnLabel, Values: [var pool] })
        {
            NodePoolGuide.AddLabel(context, pool);
        }

        if (vllm.Gpus > 0 && RuntimeClasses.IsNvidia(vllm) && GpuOperatorFacts.ReleaseFor(nodes.Provider, Engine.TolerationsOfGpus(context.Stack)) is { } release)
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

    // Engines tell the router's controller what they have cached, and are asked by it.
    private static void LmCacheController(ManifestContext context, Component vllm, PodSet router)
    {
        var (name, engines) = (VllmModule.RouterName(vllm), context.Pods(vllm, Engine.Role));
        context.Add(vllm, VllmRouterFacts.Role, new("v1", "Service", LmCacheFacts.ServiceOf(name), router.Namespace)
        {
            Spec = new()
            {
                ["type"] = "ClusterIP",
                ["selector"] = KubernetesObject.ToJson(router.Labels),

                // The operator's pods have no name for this port.
                ["ports"] = new JsonArray(new JsonObject { ["name"] = LmCacheFacts.ControllerPortName, ["port"] = LmCacheFacts.ControllerPort, ["targetPort"] = LmCacheFacts.ControllerPort, ["protocol"] = "TCP" }),
            },
        });
        context.Connects(new($"{vllm.Name}-engines-to-lmcache", NetworkPeer.Pods(engines), NetworkPeer.Pods(router), $"engines of {vllm.Name} → LMCache's controller", new NetworkPort(LmCacheFacts.ControllerPort)));
        context.Connects(new($"{name}-to-lmcache-workers", NetworkPeer.Pods(router), NetworkPeer.Pods(engines), $"LMCache's controller → engines of {vllm.Name}", new NetworkPort(LmCacheFacts.WorkerPort)));
    }
}
