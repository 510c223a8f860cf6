using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Apisix;

/// <summary>The Helm releases of a gateway and of the controller that configures it.</summary>
/// <remarks>
/// Without a dashboard APISIX keeps what the controller tells it in memory (standalone, driven over its Admin API), and nothing but it has to run.
/// The dashboard shows what is in etcd, so a component with one gets an etcd, of the project's own image: the chart's comes from an archive
/// that is not kept up. The list of plugins is APISIX's own; every plugin that is used here is in it.
/// </remarks>
internal static class ApisixPlatform
{
    private const string EtcdRole = "etcd";
    private const string DataVolume = "data";

    // A distroless image, which runs as whoever it is told.
    private static readonly RunAs s_etcdUser = new(1000, 1000, 1000);

    public static void Publish(ManifestContext context, Component apisix, ApisixSpec spec, PodSet pods)
    {
        if (spec.HasDashboard)
        {
            AddEtcd(context, apisix, pods);
        }

        context.Requires(Gateway(context, apisix, spec, pods));
        context.Requires(Controller());
    }

    private static PlatformRelease Gateway(ManifestContext context, Component apisix, ApisixSpec spec, PodSet pods) =>
        new(apisix.Name, pods.Namespace, ApisixChartFacts.Chart, ApisixChartFacts.Version)
        {
            Repository = ApisixChartFacts.Repository,
            IsInStackNamespace = true,
            Purpose = "the gateway itself",

            // It is not ready before somebody has told it routes: the controller does, once the stack's GatewayProxy is there.
            NeedsStack = true,
            Values = Values(context, apisix, spec, pods),
            Notes =
            [
                $"Its Secrets in namespace {pods.Namespace} have to be there before it starts.",
                .. spec.HasDashboard ? ["Its routes are in etcd, which is part of the publication and has one replica and a disk: gateways go on without it, but learn nothing new until it is back."]
                    : new[] { "Its routes are in memory: a gateway that restarts is not ready until the ingress controller has told it again, so keep the controller running." },
            ],
        };

    private static JsonObject Values(ManifestContext context, Component apisix, ApisixSpec spec, PodSet pods)
    {
        var variables = GatewayEnvironment.Of(context.Stack, apisix);
        var values = new JsonObject
        {
            ["fullnameOverride"] = apisix.Name,
            ["image"] = new JsonObject { ["repository"] = ApisixFacts.Image, ["tag"] = ApisixFacts.Tag },
            ["replicaCount"] = spec.Replicas,
            ["serviceAccount"] = new JsonObject { ["create"] = true },
            ["podSecurityContext"] = new JsonObject { ["runAsNonRoot"] = true, ["runAsUser"] = ApisixFacts.UserId, ["runAsGroup"] = ApisixFacts.UserId, ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } },

            // It writes its nginx.conf beside its own files at each start, so the root file system stays writable.
            ["securityContext"] = new JsonObject { ["allowPrivilegeEscalation"] = false, ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") } },
            ["resources"] = Resources("500m", "512Mi", "2", "1Gi"),
            ["service"] = new JsonObject
            {
                ["type"] = "LoadBalancer",
                ["externalTrafficPolicy"] = spec.ExternalTraffic ? "Local" : "Cluster",
                ["labelsOverride"] = KubernetesObject.ToJson(pods.Labels),
            },
            ["apisix"] = new JsonObject
            {
                ["enableServerTokens"] = false,
                ["ssl"] = new JsonObject { ["enabled"] = true, ["containerPort"] = ApisixFacts.HttpsPort },
                ["deployment"] = new JsonObject { ["mode"] = "traditional", ["role"] = "traditional", ["role_traditional"] = new JsonObject { ["config_provider"] = spec.HasDashboard ? "etcd" : "yaml" } },
                ["admin"] = new JsonObject
                {
                    ["enabled"] = true,
                    ["enable_admin_ui"] = spec.HasDashboard,
                    ["cors"] = false,
                    ["port"] = ApisixFacts.AdminPort,

                    // Who may is the network policies' to say: only the controller.
                    ["allow"] = new JsonObject { ["ipList"] = new JsonArray("0.0.0.0/0", "::/0") },
                    ["credentials"] = new JsonObject
                    {
                        ["secretName"] = ApisixNames.AdminKey(apisix, ApisixChartFacts.AdminKey).Name,
                        ["secretAdminKey"] = ApisixChartFacts.AdminKey,
                        ["secretViewerKey"] = ApisixChartFacts.ViewerKey,
                    },
                },
                ["prometheus"] = new JsonObject { ["enabled"] = true, ["containerPort"] = ApisixFacts.MetricsPort, ["path"] = ApisixFacts.MetricsPath },
                ["status"] = new JsonObject { ["ip"] = "0.0.0.0", ["port"] = ApisixFacts.StatusPort },
            },
            ["etcd"] = new JsonObject { ["enabled"] = false },

            // An empty user keeps the chart from asking for a password that there is none of.
            ["externalEtcd"] = spec.HasDashboard
                ? new JsonObject { ["host"] = new JsonArray($"http://{ApisixNames.Etcd(apisix)}.{pods.Namespace}.svc:{ApisixChartFacts.EtcdPort}"), ["user"] = "" }
                : new JsonObject { ["user"] = "" },
            ["ingress-controller"] = new JsonObject { ["enabled"] = false },
        };
        if (spec.Annotations.Count > 0)
        {
            // Clouds take what a load balancer is like from its Service's annotations.
            values["service"]!["annotations"] = KubernetesObject.ToJson(spec.Annotations!);
            values["podAnnotations"] = KubernetesObject.ToJson(spec.Annotations!);
        }

        if (variables.Count > 0)
        {
            values["extraEnvVars"] = context.Environment(pods, new Dictionary<string, string>(), variables);
            values["apisix"]!["nginx"] = new JsonObject { ["envs"] = new JsonArray([.. variables.Select(variable => (JsonNode)variable.Name)]) };
        }

        if (spec.Replicas > 1)
        {
            values["topologySpreadConstraints"] = new JsonArray(new JsonObject
            {
                ["maxSkew"] = 1,
                ["topologyKey"] = "kubernetes.io/hostname",
                ["whenUnsatisfiable"] = "ScheduleAnyway",
                ["labelSelector"] = new JsonObject { ["matchLabels"] = KubernetesObject.ToJson(pods.Labels) },
            });
        }

        return values;
    }

    private static PlatformRelease Controller() => new(ApisixChartFacts.ControllerRelease, ApisixChartFacts.ControllerRelease, ApisixChartFacts.ControllerChart, ApisixChartFacts.ControllerVersion)
    {
        Repository = ApisixChartFacts.Repository,
        Purpose = "tells the gateways their routes, consumers and certificates",
        PodSecurity = "restricted",
        Values = new()
        {
            // The published IngressClasses have GatewayProxies of their own; the chart's class has none and is not used.
            ["gatewayProxy"] = new JsonObject { ["createDefault"] = false },
            ["config"] = new JsonObject
            {
                ["controllerName"] = ApisixChartFacts.ControllerName,
                ["kubernetes"] = new JsonObject { ["ingressClass"] = ApisixChartFacts.ControllerRelease, ["defaultIngressClass"] = false },

                // What a GatewayProxy says of itself wins over this.
                ["provider"] = new JsonObject { ["type"] = "apisix-standalone" },
            },
            ["deployment"] = new JsonObject
            {
                ["image"] = new JsonObject { ["repository"] = ApisixChartFacts.ControllerImage, ["tag"] = ApisixChartFacts.ControllerTag },
                ["adcContainer"] = new JsonObject { ["image"] = new JsonObject { ["repository"] = ApisixChartFacts.SyncImage, ["tag"] = ApisixChartFacts.SyncTag } },
                ["podSecurityContext"] = new JsonObject { ["runAsNonRoot"] = true, ["runAsUser"] = 1000, ["fsGroup"] = 1000, ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } },
                ["securityContext"] = new JsonObject { ["allowPrivilegeEscalation"] = false, ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") } },
                ["resources"] = Resources("100m", "256Mi", "1", "512Mi"),
            },
        },
        Notes = ["It brings APISIX' CustomResourceDefinitions along; Helm does not update them, so after a new version apply them by hand."],
    };

    private static void AddEtcd(ManifestContext context, Component apisix, PodSet pods)
    {
        var name = ApisixNames.Etcd(apisix);
        var etcd = context.Add(new Workload(apisix, EtcdRole, name, WorkloadKind.StatefulSet, s_etcdUser)
        {
            Containers =
            [
                new("etcd", ApisixChartFacts.EtcdImage, new(Quantity.Parse("100m"), Quantity.Parse("256Mi")) { CpuLimit = Quantity.Parse("1") })
                {
                    Command = ["etcd"],
                    Arguments =
                    [
                        "--data-dir=/var/lib/etcd/data", $"--listen-client-urls=http://0.0.0.0:{ApisixChartFacts.EtcdPort}", $"--advertise-client-urls=http://{name}.{pods.Namespace}.svc:{ApisixChartFacts.EtcdPort}",
                        "--auto-compaction-mode=periodic", "--auto-compaction-retention=1h",
                    ],
                    Ports = [new("client", ApisixChartFacts.EtcdPort)],
                    Readiness = Probe.Http("/readyz", "client"),
                    Liveness = Probe.Http("/livez", "client") with { Period = TimeSpan.FromSeconds(20) },
                    Mounts = [new(DataVolume, "/var/lib/etcd")],
                },
            ],
            Claims = [new(DataVolume, new StorageSpec(Quantity.Parse("1Gi")))],

            // Its arguments name no other member: a second one would begin an etcd of its own.
            IsAlone = true,
        });
        context.AddService(apisix, EtcdRole, name, isHeadless: false, new ServicePort("client", ApisixChartFacts.EtcdPort, "client"));
        context.Connects(new NetworkFlow($"{apisix.Name}-to-etcd", NetworkPeer.Pods(pods), NetworkPeer.Pods(etcd), "the gateway keeps its routes in etcd", new NetworkPort(ApisixChartFacts.EtcdPort)));
    }

    private static JsonObject Resources(string cpu, string memory, string cpuLimit, string memoryLimit) => new()
    {
        ["requests"] = new JsonObject { ["cpu"] = cpu, ["memory"] = memory, ["ephemeral-storage"] = "256Mi" },
        ["limits"] = new JsonObject { ["cpu"] = cpuLimit, ["memory"] = memoryLimit, ["ephemeral-storage"] = "1Gi" },
    };
}
