using AiStack.Core;
using AiStack.Kubernetes;

namespace AiStack.Components.Apisix;

/// <summary>Names of what is published for an APISIX component.</summary>
internal static class ApisixNames
{
    private const int LongestName = 253;

    /// <summary>IngressClass of a component: no other APISIX in the cluster has it.</summary>
    public static string IngressClass(Stack stack, Component apisix) => $"{stack.Spec.Name}-{apisix.Name}";

    /// <summary>Every Service of a component, the chart's included.</summary>
    public static IReadOnlyList<string> Services(Component apisix) => [apisix.Name, OuterService(apisix), AdminService(apisix), Etcd(apisix), $"{apisix.Name}-prometheus-metrics"];

    /// <summary>Service of the Admin API, made by the chart.</summary>
    public static string AdminService(Component apisix) => $"{apisix.Name}-admin";

    /// <summary>Service that the outside reaches, made by the chart.</summary>
    public static string OuterService(Component apisix) => $"{apisix.Name}-gateway";

    /// <summary>Secret with the keys of the Admin API.</summary>
    public static SecretReference AdminKey(Component apisix, string key) => new($"{apisix.Name}-admin", key);

    /// <summary>etcd of a component that has a dashboard.</summary>
    public static string Etcd(Component apisix) => $"{apisix.Name}-etcd";

    /// <summary>Certificate of a host, and the Secret that it is kept in.</summary>
    public static string Certificate(Component apisix, string subdomain) => Shorten($"{apisix.Name}-{subdomain}-tls");

    /// <summary>Issuer of certificates that nobody trusts.</summary>
    public static string SelfSigned(Component apisix) => $"{apisix.Name}-self-signed";

    /// <summary>Routes of a link to a web application, or from an AI gateway.</summary>
    public static string Route(Link link) => Shorten($"{link.From.Reference}-{link.To.Reference}".Replace('/', '-'));

    /// <summary>Secret with what a plugin needs to reach a provider, in the form that the ingress controller reads.</summary>
    public static string PluginSecret(Component provider, string plugin) => $"{provider.Name}-{plugin}";

    // Names of two long components, or of a long host.
    private static string Shorten(string name) => Checksum.Shorten(name, LongestName);
}
