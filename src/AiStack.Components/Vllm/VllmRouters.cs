using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Vllm;

/// <summary>The VLLMRouter of a component, as production-stack's operator wants it.</summary>
internal static class VllmRouters
{
    /// <summary>Publishes the VLLMRouter, and the way to the API server, which it asks for its engines.</summary>
    /// <returns>The router's pods.</returns>
    public static PodSet Publish(ManifestContext context, Component vllm)
    {
        var spec = (VllmSpec)vllm.Spec;
        var name = VllmModule.RouterName(vllm);
        var space = context.Stack.NamespaceOf(vllm);
        var router = new KubernetesObject(ProductionStackFacts.ApiVersion, ProductionStackFacts.RouterKind, name, space)
        {
            ValueRules = new() { IsAlone = IsAlone(spec), NeedsCanonicalQuantities = true },
            Spec = new()
            {
                ["enableRouter"] = true,
                ["replicas"] = 1,
                ["serviceDiscovery"] = "k8s",

                // Engines only: the router's own pods have another role, and other components of the namespace another name.
                ["k8sLabelSelector"] = EngineSelector(context.Stack, vllm),
                ["routingLogic"] = VllmRouterFacts.NameOf(spec.Routing),
                ["sessionKey"] = spec.Routing == RoutingLogic.Session ? spec.SessionKey : null,
                ["lmcacheControllerPort"] = spec.Routing == RoutingLogic.KvAware ? LmCacheFacts.ControllerPort : null,
                ["port"] = VllmFacts.Port,

                // Its own: the first router that names an account owns it.
                ["serviceAccountName"] = name,
                ["image"] = new JsonObject { ["registry"] = VllmRouterFacts.Registry, ["name"] = $"{VllmRouterFacts.Image}:{VllmRouterFacts.Tag}" },
                ["resources"] = new JsonObject { ["cpu"] = VllmRouterFacts.Cpu, ["memory"] = spec.RouterMemory.ToString() },
                ["nodeSelectorTerms"] = VllmRouterFacts.Placement.NodeSelectorTerms(),
            },
        };
        context.Add(vllm, VllmRouterFacts.Role, router, UserLabels.AsAnnotations);
        context.Explains("*", router, "The operator makes these pods, and its custom resource has no field for a security context, tolerations or a readiness probe; it needs its token to watch the engines' pods.");

        var all = StandardLabels.Of(context.Stack, vllm, VllmRouterFacts.Role);
        all[ProductionStackFacts.AppLabel] = name;
        List<Kubernetes.Pods.ContainerPort> ports = [new(VllmFacts.PortName, VllmFacts.Port)];
        if (spec.Routing == RoutingLogic.KvAware)
        {
            ports.Add(new(LmCacheFacts.ControllerPortName, LmCacheFacts.ControllerPort));
        }

        context.Expects(new MadePods(new(name, space, all), ports, ProductionStackFacts.Name));
        context.Expects(new MadeObject(new("", "Service", space, name), ProductionStackFacts.Name) { Ports = [new(VllmFacts.PortName, VllmFacts.ServicePort)] });
        context.Expects(new MadeObject(new("", "ServiceAccount", space, name), ProductionStackFacts.Name));

        var pods = context.Pods(vllm, VllmRouterFacts.Role);
        WatchesPods(context, name, pods);
        return pods;
    }

    /// <summary>Whether there can be no second router: each engine reports what it has cached to one of them only.</summary>
    public static bool IsAlone(VllmSpec vllm) => vllm.Routing == RoutingLogic.KvAware;

    /// <summary>The engines of a component, as an argument of a router.</summary>
    public static string EngineSelector(Stack stack, Component vllm) => string.Join(',', StandardLabels.Selector(stack, vllm, Engine.Role).Select(label => $"{label.Key}={label.Value}"));

    /// <summary>Opens the way to the API server, which a router asks for the pods of its engines.</summary>
    public static void WatchesPods(ManifestContext context, string name, PodSet pods) =>
        context.Connects(new($"{name}-to-api-server", NetworkPeer.Pods(pods), NetworkPeer.Anywhere, $"{name} → API server, for the engines' pods", NetworkPort.ApiServer));
}
