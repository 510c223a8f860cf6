using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Vllm;

/// <summary>The router as a plain Deployment and Service, for clusters without production-stack's operator.</summary>
/// <remarks>
/// Each in turn: the router knows the Service of each model, which spreads requests over the engines itself, and needs no token. Every other way of routing chooses among engines, so the
/// router has to know each of them: it watches the pods of its namespace, with a role of its own.
/// </remarks>
internal static class RouterDeployments
{
    private const string ScratchVolume = "tmp";
    private static readonly RunAs s_runAs = new(1000, 1000, 1000);

    /// <summary>Publishes the router's Deployment and Service.</summary>
    /// <returns>The router's pods.</returns>
    public static PodSet Publish(ManifestContext context, Component vllm, IReadOnlyList<Engine> engines)
    {
        var spec = (VllmSpec)vllm.Spec;
        var name = VllmModule.RouterName(vllm);
        var space = context.Stack.NamespaceOf(vllm);
        var isStatic = spec.Routing == RoutingLogic.RoundRobin;
        var pods = context.Add(new Workload(vllm, VllmRouterFacts.Role, name, WorkloadKind.Deployment, s_runAs)
        {
            PodLabels = new Dictionary<string, string> { [ProductionStackFacts.AppLabel] = name },
            Containers = [Route(context, spec, isStatic ? Static(engines, space) : Watching(context.Stack, vllm, space))],
            IsAlone = VllmRouters.IsAlone(spec),
            Placement = VllmRouterFacts.Placement,
            Volumes = [Volume.Empty(ScratchVolume, "1Gi")],
            Further = isStatic ? null : new() { ["automountServiceAccountToken"] = true },
        });
        if (!isStatic)
        {
            context.Explains(
                "polaris/automountServiceAccountToken", new KubernetesObject("apps/v1", "Deployment", name, space),
                $"To route by {VllmRouterFacts.NameOf(spec.Routing)} the router watches the pods of its engines, for which it needs its token; its role allows nothing else.");
            WatchPods(context, vllm, name, space);
            VllmRouters.WatchesPods(context, name, pods);
        }

        context.AddService(vllm, VllmRouterFacts.Role, name, isHeadless: false, new ServicePort(VllmFacts.PortName, VllmFacts.ServicePort, VllmFacts.PortName));
        return pods;
    }

    private static Container Route(ManifestContext context, VllmSpec spec, IReadOnlyList<string> discovery) => new("router", VllmRouterFacts.Reference, new(Quantity.Parse("500m"), spec.RouterMemory)
    {
        CpuLimit = Quantity.Parse("2"),
        EphemeralStorage = Quantity.Parse("1536Mi"),
    })
    {
        Arguments =
        [
            "--host", "0.0.0.0",
            "--port", VllmFacts.Port.ToString(CultureInfo.InvariantCulture),
            .. discovery,
            "--routing-logic", VllmRouterFacts.NameOf(spec.Routing),
            .. spec is { Routing: RoutingLogic.Session, SessionKey: { } header } ? (IReadOnlyList<string>)["--session-key", header] : [],
            .. spec.Routing == RoutingLogic.KvAware ? (IReadOnlyList<string>)["--lmcache-controller-port", LmCacheFacts.ControllerPort.ToString(CultureInfo.InvariantCulture)] : [],
        ],
        Environment = [new("HOME", "/tmp")],
        Ports = [new(VllmFacts.PortName, VllmFacts.Port), .. spec.Routing == RoutingLogic.KvAware ? (IReadOnlyList<ContainerPort>)[new(LmCacheFacts.ControllerPortName, LmCacheFacts.ControllerPort)] : []],
        Startup = Probe.Http(VllmRouterFacts.HealthPath, VllmFacts.PortName).For(TimeSpan.FromMinutes(2)),
        Readiness = Probe.Http(VllmRouterFacts.HealthPath, VllmFacts.PortName),
        Liveness = Probe.Http(VllmRouterFacts.HealthPath, VllmFacts.PortName) with { Period = TimeSpan.FromSeconds(20) },
        DrainSeconds = 10,
        Mounts = [new(ScratchVolume, "/tmp")],
    };

    private static IReadOnlyList<string> Static(IReadOnlyList<Engine> engines, string space) =>
    [
        "--service-discovery", "static",
        "--static-backends", string.Join(',', engines.Select(engine => $"http://{engine.Name}.{space}.svc")),
        "--static-models", string.Join(',', engines.Select(engine => engine.Served.Model.ClientName)),

        // Of which type a model is matters to health checks. They are left out: they ask models for answers, which would keep one that sleeps awake, and a Service knows which engines are ready.
        "--static-model-types", string.Join(',', engines.Select(engine => VllmRouterFacts.NameOf(engine.Served.Model.ModelType))),
    ];

    private static IReadOnlyList<string> Watching(Stack stack, Component vllm, string space) =>
    [
        "--service-discovery", "k8s",
        "--k8s-namespace", space,
        "--k8s-label-selector", VllmRouters.EngineSelector(stack, vllm),
        "--k8s-port", VllmFacts.Port.ToString(CultureInfo.InvariantCulture),
    ];

    private static void WatchPods(ManifestContext context, Component vllm, string name, string space)
    {
        context.Add(vllm, VllmRouterFacts.Role, new("rbac.authorization.k8s.io/v1", "Role", name, space)
        {
            Content = { ["rules"] = new JsonArray(new JsonObject { ["apiGroups"] = new JsonArray(""), ["resources"] = new JsonArray("pods"), ["verbs"] = new JsonArray("get", "list", "watch") }) },
        });
        context.Add(vllm, VllmRouterFacts.Role, new("rbac.authorization.k8s.io/v1", "RoleBinding", name, space)
        {
            Content =
            {
                ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "Role", ["name"] = name },
                ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = name, ["namespace"] = space }),
            },
        });
    }
}
