using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Apisix;

/// <summary>The hosts of a gateway and their certificates, each its own: one that cannot be had does not keep the others waiting.</summary>
internal static class ApisixCertificates
{
    private const string Maker = "cert-manager";

    // Where cert-manager's pods for HTTP-01 challenges listen, and the label they have.
    private const int SolverPort = 8089;
    private const string SolverLabel = "acme.cert-manager.io/http01-solver";

    public static void Publish(ManifestContext context, Component apisix, ApisixSpec spec, PodSet pods)
    {
        var subdomains = ExposedRoute.Of(context.Stack, apisix).Select(route => route.Subdomain).Distinct().ToList();
        if (subdomains.Count == 0)
        {
            return;
        }

        var space = context.Stack.NamespaceOf(apisix);
        if (spec.Tls is null)
        {
            context.Add(apisix, ApisixManifests.Role, new($"{ApisixChartFacts.CertManagerGroup}/v1", "Issuer", ApisixNames.SelfSigned(apisix), space) { Spec = new() { ["selfSigned"] = new JsonObject() } });
        }
        else
        {
            AllowChallenges(context, apisix, pods);
        }

        var issuer = spec.Tls is { } tls
            ? new JsonObject { ["group"] = ApisixChartFacts.CertManagerGroup, ["kind"] = "ClusterIssuer", ["name"] = tls.Issuer }
            : new() { ["group"] = ApisixChartFacts.CertManagerGroup, ["kind"] = "Issuer", ["name"] = ApisixNames.SelfSigned(apisix) };
        foreach (var subdomain in subdomains)
        {
            Add(context, apisix, space, subdomain, issuer);
        }

        context.Requires(new PlatformRelease(ApisixChartFacts.CertManagerRelease, ApisixChartFacts.CertManagerRelease, ApisixChartFacts.CertManagerChart, ApisixChartFacts.CertManagerVersion)
        {
            Repository = ApisixChartFacts.CertManagerRepository,
            Purpose = "certificates of the gateway's hosts",
            PodSecurity = "restricted",
            Values = new() { ["crds"] = new JsonObject { ["enabled"] = true } },
            Notes = spec.Tls is { } named
                ? [$"The ClusterIssuer '{named.Issuer}' is not part of the publication: it has to be in the cluster. If it answers HTTP-01 challenges, its solver's ingressClassName is '{ApisixNames.IngressClass(context.Stack, apisix)}'."]
                : [],
        });
    }

    // An issuer such as Let's Encrypt asks the host itself; the answer comes from a pod that cert-manager starts for the purpose.
    private static void AllowChallenges(ManifestContext context, Component apisix, PodSet pods)
    {
        var solvers = new PodSet("acme", pods.Namespace, new Dictionary<string, string> { [SolverLabel] = "true" });
        context.Expects(new MadePods(solvers, [new("http", SolverPort)], Maker));
        context.Connects(new NetworkFlow($"{apisix.Name}-to-acme", NetworkPeer.Pods(pods), NetworkPeer.Pods(solvers), "challenges of the certificates' issuer", new NetworkPort(SolverPort)));
    }

    private static void Add(ManifestContext context, Component apisix, string space, string subdomain, JsonObject issuer)
    {
        var name = ApisixNames.Certificate(apisix, subdomain);
        var host = HostNames.InCluster(context.Stack, subdomain) ?? throw new ArgumentException("The stack has no domain; a stack with this problem is not published.", nameof(context));
        context.Secrets.IsMade(space, name, Maker, "tls.crt", "tls.key");
        context.Add(apisix, ApisixManifests.Role, new($"{ApisixChartFacts.CertManagerGroup}/v1", "Certificate", name, space)
        {
            Spec = new()
            {
                ["secretName"] = name,
                ["issuerRef"] = issuer.DeepClone(),
                ["dnsNames"] = new JsonArray(host),
                ["privateKey"] = new JsonObject { ["algorithm"] = "ECDSA", ["size"] = 256, ["rotationPolicy"] = "Always" },
                ["usages"] = new JsonArray("digital signature", "key encipherment", "server auth"),
            },
        });
        context.Add(apisix, ApisixManifests.Role, ApisixManifests.Made("v2", "ApisixTls", name, space, new()
        {
            ["ingressClassName"] = ApisixNames.IngressClass(context.Stack, apisix),
            ["hosts"] = new JsonArray(host),
            ["secret"] = new JsonObject { ["name"] = name, ["namespace"] = space },
        }));
    }
}
