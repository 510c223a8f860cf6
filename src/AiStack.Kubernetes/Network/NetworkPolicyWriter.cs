using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Network;

/// <summary>Network policies: everything is closed, and every connection that is allowed is opened at both of its ends.</summary>
/// <remarks>Source: Kubernetes, «Network Policies»; the label of a namespace's name is set by Kubernetes itself since 1.22.</remarks>
internal static class NetworkPolicyWriter
{
    public const string ReasonAnnotation = "aistack/allows";
    /// <summary>Label of every namespace that has its name as the value.</summary>
    public const string NamespaceName = "kubernetes.io/metadata.name";

    // Private networks, carrier NAT, loopback, link-local (where clouds answer with the node's credentials), multicast and reserved.
    private static readonly string[] s_notInternet4 = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4"];
    private static readonly string[] s_notInternet6 = ["::1/128", "fc00::/7", "fe80::/10", "ff00::/8"];

    /// <summary>Closes a namespace in both directions.</summary>
    /// <param name="policyNamespace">The namespace.</param>
    /// <param name="labels">Labels of the pods that are closed; none: all.</param>
    public static KubernetesObject DenyAll(string policyNamespace, IReadOnlyDictionary<string, string> labels) => new("networking.k8s.io/v1", "NetworkPolicy", "default-deny", policyNamespace)
    {
        Spec = new() { ["podSelector"] = Selector(labels), ["policyTypes"] = new JsonArray("Ingress", "Egress") },
    };

    /// <summary>Lets the pods of a namespace ask the cluster's DNS.</summary>
    /// <inheritdoc cref="DenyAll" path="/param"/>
    public static KubernetesObject AllowDns(string policyNamespace, IReadOnlyDictionary<string, string> labels) => new("networking.k8s.io/v1", "NetworkPolicy", "allow-dns", policyNamespace)
    {
        Spec = new()
        {
            ["podSelector"] = Selector(labels),
            ["policyTypes"] = new JsonArray("Egress"),
            ["egress"] = new JsonArray(new JsonObject
            {
                ["to"] = new JsonArray(
                    new JsonObject
                    {
                        ["namespaceSelector"] = Labels([new(NamespaceName, "kube-system")]),
                        ["podSelector"] = new JsonObject
                        {
                            ["matchExpressions"] = new JsonArray(new JsonObject { ["key"] = "k8s-app", ["operator"] = "In", ["values"] = new JsonArray("kube-dns", "coredns", "node-local-dns") }),
                        },
                    },

                    // The DNS cache of nodes, where a cluster has one.
                    new JsonObject { ["ipBlock"] = new JsonObject { ["cidr"] = "169.254.20.10/32" } }),
                ["ports"] = new JsonArray(Port(new(53, IsUdp: true)), Port(new(53))),
            }),
        },
    };

    /// <summary>The policy of one end of connections of one name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="self">The pods at this end.</param>
    /// <param name="isIngress">Whether they are connected to.</param>
    /// <param name="rules">Who is at the other end, and at which ports.</param>
    /// <param name="reason">Why.</param>
    public static KubernetesObject Allow(string name, PodSet self, bool isIngress, IReadOnlyList<(NetworkPeer Peer, IReadOnlyList<NetworkPort> Ports)> rules, string reason) =>
        new("networking.k8s.io/v1", "NetworkPolicy", name, self.Namespace)
        {
            Annotations = { [ReasonAnnotation] = reason },
            Spec = new()
            {
                ["podSelector"] = Selector(self.Labels),
                ["policyTypes"] = new JsonArray(isIngress ? "Ingress" : "Egress"),
                [isIngress ? "ingress" : "egress"] = new JsonArray([.. rules.Select(rule => Rule(rule.Peer, rule.Ports, isIngress))]),
            },
        };

    private static JsonObject Rule(NetworkPeer peer, IReadOnlyList<NetworkPort> ports, bool isIngress) => new JsonObject
    {
        [isIngress ? "from" : "to"] = peer switch
        {
            NetworkPeer.PodPeer { Set: var pods } => new JsonArray(new JsonObject
            {
                ["namespaceSelector"] = Labels([new(NamespaceName, pods.Namespace)]),
                ["podSelector"] = pods.Labels.Count == 0 ? null : Labels(pods.Labels),
            }),
            NetworkPeer.InternetPeer => new JsonArray(Block("0.0.0.0/0", s_notInternet4), Block("::/0", s_notInternet6)),
            _ => null,
        },
        ["ports"] = ports.Count == 0 ? null : new JsonArray([.. ports.Select(Port)]),
    };

    private static JsonObject Block(string all, string[] except) => new()
    {
        ["ipBlock"] = new JsonObject { ["cidr"] = all, ["except"] = new JsonArray([.. except.Select(range => (JsonNode)range)]) },
    };

    private static JsonNode Port(NetworkPort port) => new JsonObject { ["protocol"] = port.IsUdp ? "UDP" : "TCP", ["port"] = port.Number };

    private static JsonObject Selector(IReadOnlyDictionary<string, string> labels) => labels.Count == 0 ? [] : Labels(labels);

    private static JsonObject Labels(IEnumerable<KeyValuePair<string, string>> labels) => new() { ["matchLabels"] = KubernetesObject.ToJson(labels) };
}
