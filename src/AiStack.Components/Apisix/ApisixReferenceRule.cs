using System.Text.Json.Nodes;
using AiStack.Kubernetes;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Apisix;

/// <summary>What APISIX' objects refer to is there: classes, Services with their ports in the route's own namespace, upstreams, Secrets with the keys that are read.</summary>
internal sealed class ApisixReferenceRule : IReferenceRule
{
    private static readonly string[] s_kinds = ["ApisixRoute", "ApisixUpstream", "ApisixTls", "ApisixConsumer", "ApisixGlobalRule"];

    public IEnumerable<string> Check(ReferenceIndex index) =>
    [
        .. s_kinds.SelectMany(index.OfKind).Where(made => !HasClass(index, made)).Select(made => $"{made} is of the IngressClass '{Text(made.Spec!, "ingressClassName")}', which is not there."),
        .. index.OfKind("IngressClass").SelectMany(made => CheckClass(index, made)),
        .. index.OfKind("GatewayProxy").SelectMany(made => CheckProxy(index, made)),
        .. index.OfKind("ApisixRoute").SelectMany(made => Objects(made.Spec!, "http").SelectMany(rule => CheckRoute(index, made, rule))),
        .. index.OfKind("ApisixTls").SelectMany(made => CheckTls(index, made)),
        .. index.OfKind("ApisixConsumer").SelectMany(made => CheckConsumer(index, made)),
    ];

    private static bool HasClass(ReferenceIndex index, KubernetesObject made) => index.Has("networking.k8s.io", "IngressClass", null, Text(made.Spec!, "ingressClassName"));

    private static IEnumerable<string> CheckClass(ReferenceIndex index, KubernetesObject made)
    {
        if (made.Spec?["parameters"] is JsonObject parameters && !index.Has(ApisixChartFacts.Group, Text(parameters, "kind"), Text(parameters, "namespace"), Text(parameters, "name")))
        {
            yield return $"{made} refers to the {Text(parameters, "kind")} '{Text(parameters, "name")}', which is not there.";
        }
    }

    private static IEnumerable<string> CheckProxy(ReferenceIndex index, KubernetesObject made)
    {
        var plane = (JsonObject)made.Spec!["provider"]!["controlPlane"]!;
        var service = (JsonObject)plane["service"]!;
        if (!HasPort(index, made.Namespace!, Text(service, "name"), service["port"]!.ToString()))
        {
            yield return $"{made} is told of by the Service '{Text(service, "name")}' at port {service["port"]}, which is not there.";
        }

        var key = (JsonObject)plane["auth"]!["adminKey"]!["valueFrom"]!["secretKeyRef"]!;
        if (!index.HasSecret(made.Namespace!, Text(key, "name"), Text(key, "key")))
        {
            yield return $"{made} reads the key '{Text(key, "key")}' of the Secret '{Text(key, "name")}', which nobody lists.";
        }
    }

    private static IEnumerable<string> CheckRoute(ReferenceIndex index, KubernetesObject route, JsonObject rule)
    {
        // A Service of another namespace cannot be a backend.
        foreach (var backend in Objects(rule, "backends"))
        {
            if (!HasPort(index, route.Namespace!, Text(backend, "serviceName"), backend["servicePort"]!.ToString()))
            {
                yield return $"{route} leads to port {backend["servicePort"]} of the Service '{Text(backend, "serviceName")}', which is not in its namespace.";
            }
        }

        foreach (var upstream in Objects(rule, "upstreams").Select(upstream => Text(upstream, "name")))
        {
            if (!index.Has(ApisixChartFacts.Group, "ApisixUpstream", route.Namespace, upstream))
            {
                yield return $"{route} leads to the ApisixUpstream '{upstream}', which is not in its namespace.";
            }
        }

        foreach (var plugin in Objects(rule, "plugins"))
        {
            if (plugin["secretRef"]?.GetValue<string>() is { } secret && !index.HasSecret(route.Namespace!, secret))
            {
                yield return $"{route} completes its plugin '{Text(plugin, "name")}' by the Secret '{secret}', which nobody lists.";
            }
        }
    }

    private static IEnumerable<string> CheckTls(ReferenceIndex index, KubernetesObject made)
    {
        var secret = (JsonObject)made.Spec!["secret"]!;
        if (!index.HasSecret(Text(secret, "namespace"), Text(secret, "name"), "tls.crt"))
        {
            yield return $"{made} shows the certificate of the Secret '{Text(secret, "name")}', which nobody makes.";
        }
    }

    private static IEnumerable<string> CheckConsumer(ReferenceIndex index, KubernetesObject made)
    {
        var secret = Text((JsonObject)made.Spec!["authParameter"]!["keyAuth"]!["secretRef"]!, "name");
        if (!index.HasSecret(made.Namespace!, secret, AiGatewayProperties.KeyName))
        {
            yield return $"{made} reads the key '{AiGatewayProperties.KeyName}' of the Secret '{secret}', which nobody lists.";
        }
    }

    private static bool HasPort(ReferenceIndex index, string space, string name, string port) =>
        index.Service(space, name) is { } service && service.Ports.Any(known => known.Name == port || known.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == port);

    private static IEnumerable<JsonObject> Objects(JsonObject parent, string name) => ((parent[name] as JsonArray) ?? []).OfType<JsonObject>();

    private static string Text(JsonObject parent, string name) => parent[name]!.GetValue<string>();
}
