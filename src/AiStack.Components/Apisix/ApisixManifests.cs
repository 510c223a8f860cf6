using System.Text.Json.Nodes;
using AiStack.Components.Apisix.Plugins;
using AiStack.Core;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Apisix;

/// <summary>APISIX in a cluster: pods by its Helm chart, and everything that tells them what to do as objects for the ingress controller.</summary>
internal static class ApisixManifests
{
    /// <summary>Role of the gateway's pods.</summary>
    public const string Role = "gateway";

    // Name of the port of the metrics, on the Service that is named like the component.
    private const string MetricsPortName = "metrics";


    public static void Publish(ManifestContext context, Component apisix)
    {
        var spec = (ApisixSpec)apisix.Spec;
        var pods = context.Pods(apisix, Role);
        AddPods(context, apisix, spec, pods);
        AddService(context, apisix, pods);
        AddClass(context, apisix, spec);
        AddConsumers(context, apisix);
        ApisixCertificates.Publish(context, apisix, spec, pods);
        ApisixRoutes.Publish(context, apisix, pods);
        ApisixPlatform.Publish(context, apisix, spec, pods);
        ApisixGuide.Publish(context, apisix, spec);
    }

    /// <summary>An object of APISIX' ingress controller.</summary>
    public static KubernetesObject Made(string version, string kind, string name, string space, JsonObject spec) => new($"{ApisixChartFacts.Group}/{version}", kind, name, space) { Spec = spec };

    // The chart makes them, with our labels.
    private static void AddPods(ManifestContext context, Component apisix, ApisixSpec spec, PodSet pods)
    {
        context.Expects(new MadePods(pods,
        [
            new("http", ApisixFacts.HttpPort), new("tls", ApisixFacts.HttpsPort), new("admin", ApisixFacts.AdminPort), new(ApisixChartFacts.MetricsPortName, ApisixFacts.MetricsPort),
        ], $"the chart {ApisixChartFacts.Chart}"));
        context.Expects(new MadeObject(new("", "Service", pods.Namespace, ApisixNames.AdminService(apisix)), $"the chart {ApisixChartFacts.Chart}") { Ports = [new("apisix-admin", ApisixFacts.AdminPort)] });
        if (spec.Replicas > 1)
        {
            context.Add(apisix, Role, ManifestContext.DisruptionBudget(apisix.Name, pods));
        }

        context.Listens(apisix, ApisixModule.EndpointName, pods, ApisixFacts.HttpPort);
        context.Listens(apisix, ApisixModule.MetricsEndpointName, pods, ApisixFacts.MetricsPort);
        context.Connects(new NetworkFlow($"anyone-to-{apisix.Name}", NetworkPeer.Anywhere, NetworkPeer.Pods(pods), "the gateway is the way in", new NetworkPort(ApisixFacts.HttpPort), new NetworkPort(ApisixFacts.HttpsPort)));

        // The controller is in a namespace of its own, where nothing else is.
        var controller = new PodSet(ApisixChartFacts.ControllerRelease, ApisixChartFacts.ControllerRelease, new Dictionary<string, string>());
        context.Connects(new NetworkFlow($"controller-to-{apisix.Name}", NetworkPeer.Pods(controller), NetworkPeer.Pods(pods), "the ingress controller tells the gateway its routes", new NetworkPort(ApisixFacts.AdminPort)));
    }

    // What the rest of the stack calls; the chart's own Service is for the outside.
    private static void AddService(ManifestContext context, Component apisix, PodSet pods) => context.Add(apisix, Role, new("v1", "Service", apisix.Name, pods.Namespace)
    {
        Spec = new()
        {
            ["type"] = "ClusterIP",
            ["selector"] = KubernetesObject.ToJson(pods.Labels),
            ["ports"] = new JsonArray(Port("http", 80, ApisixFacts.HttpPort), Port("https", 443, ApisixFacts.HttpsPort), Port(MetricsPortName, ApisixFacts.MetricsPort, ApisixFacts.MetricsPort)),
        },
    });

    private static JsonObject Port(string name, int number, int target) => new JsonObject { ["name"] = name, ["port"] = number, ["targetPort"] = target, ["protocol"] = "TCP" };

    // IngressClass → GatewayProxy → Admin API. The class is the component's own and nobody's default.
    private static void AddClass(ManifestContext context, Component apisix, ApisixSpec spec)
    {
        var space = context.Stack.NamespaceOf(apisix);
        var name = ApisixNames.IngressClass(context.Stack, apisix);
        context.Add(apisix, Role, new("networking.k8s.io/v1", "IngressClass", name, null)
        {
            Spec = new()
            {
                ["controller"] = ApisixChartFacts.ControllerName,
                ["parameters"] = new JsonObject { ["apiGroup"] = ApisixChartFacts.Group, ["kind"] = "GatewayProxy", ["scope"] = "Namespace", ["namespace"] = space, ["name"] = apisix.Name },
            },
        });

        var key = ApisixNames.AdminKey(apisix, ApisixChartFacts.AdminKey);
        context.Secrets.Use(space, key, $"{apisix.Name} and its ingress controller");
        context.Secrets.Use(space, ApisixNames.AdminKey(apisix, ApisixChartFacts.ViewerKey), apisix.Name);
        context.Add(apisix, Role, Made("v1alpha1", "GatewayProxy", apisix.Name, space, new()
        {
            ["provider"] = new JsonObject
            {
                ["type"] = "ControlPlane",
                ["controlPlane"] = new JsonObject
                {
                    ["mode"] = spec.HasDashboard ? "apisix" : "apisix-standalone",
                    ["service"] = new JsonObject { ["name"] = ApisixNames.AdminService(apisix), ["port"] = ApisixFacts.AdminPort },
                    ["auth"] = new JsonObject
                    {
                        ["type"] = "AdminKey",
                        ["adminKey"] = new JsonObject { ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = key.Name, ["key"] = key.Key } } },
                    },
                },
            },
        }));
        context.Add(apisix, Role, Made("v2", "ApisixGlobalRule", apisix.Name, space, new()
        {
            ["ingressClassName"] = name,
            ["plugins"] = new JsonArray([.. RoutePlugins.ForAll.Select(plugin => new JsonObject { ["name"] = plugin.Name, ["enable"] = true, ["config"] = plugin.Config.DeepClone() })]),
        }));
    }

    private static void AddConsumers(ManifestContext context, Component apisix)
    {
        foreach (var consumer in apisix.Children.SelectMany(gateway => GatewayConsumer.Of(context.Stack, gateway)))
        {
            context.Secrets.Use(consumer.Namespace, consumer.Key, $"callers of {consumer.Gateway.Reference}");
            context.Add(consumer.Gateway, Role, Made("v2", "ApisixConsumer", consumer.Name, consumer.Namespace, new()
            {
                ["ingressClassName"] = ApisixNames.IngressClass(context.Stack, apisix),
                ["authParameter"] = new JsonObject { ["keyAuth"] = new JsonObject { ["secretRef"] = new JsonObject { ["name"] = consumer.Key.Name } } },
            }));
        }
    }
}
