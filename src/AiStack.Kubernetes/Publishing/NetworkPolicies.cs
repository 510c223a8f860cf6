using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.References;

namespace AiStack.Kubernetes.Publishing;

/// <summary>Turns the connections that components named into policies of the stack's namespaces.</summary>
internal static class NetworkPolicies
{
    /// <summary>Closes the namespaces and opens what was named; connections of one name at one end share a policy.</summary>
    public static void Add(ManifestContext context, IReadOnlyList<string> namespaces)
    {
        var index = new Lazy<ReferenceIndex>(context.Index);
        foreach (var name in namespaces)
        {
            if (context.OperatorIn(name) is null)
            {
                Close(context, name, []);
                continue;
            }

            OrderedDictionary<string, string> pods = new() { [StandardLabels.Stack] = context.Stack.Spec.Name };
            if (index.Value.Pods(name).Any(pod => pods.All(label => pod.Labels.GetValueOrDefault(label.Key) == label.Value)))
            {
                Close(context, name, pods);
            }
        }

        var ours = namespaces.ToHashSet(StringComparer.Ordinal);
        var ends = new OrderedDictionary<string, End>();
        var taken = new HashSet<(string Namespace, string Name)>();
        foreach (var flow in context.Flows)
        {
            foreach (var (from, to, ports) in Connections(context, flow))
            {
                Note(context, ends, taken, ours, flow, from, to, ports, isIngress: false);
                Note(context, ends, taken, ours, flow, to, from, ports, isIngress: true);
            }
        }

        foreach (var end in ends.Values)
        {
            context.AddShared(NetworkPolicyWriter.Allow(end.Name, end.Self, end.IsIngress, end.Rules, string.Join(", ", end.Reasons)));
        }
    }

    private static void Close(ManifestContext context, string name, OrderedDictionary<string, string> pods)
    {
        context.AddShared(NetworkPolicyWriter.DenyAll(name, pods));
        context.AddShared(NetworkPolicyWriter.AllowDns(name, pods));
    }

    private static IEnumerable<(NetworkPeer From, NetworkPeer To, IReadOnlyList<NetworkPort> Ports)> Connections(ManifestContext context, NetworkFlow flow) =>
        flow.To is NetworkPeer.EndpointPeer endpoint
            ? context.ListenersOf(endpoint.Component, endpoint.EndpointName).Select(listener => (flow.From, NetworkPeer.Pods(listener.Pods), (IReadOnlyList<NetworkPort>)[new(listener.Port)]))
            : [(flow.From, flow.To, flow.Ports)];

    private static void Note(
        ManifestContext context, OrderedDictionary<string, End> ends, HashSet<(string Namespace, string Name)> taken, HashSet<string> ours, NetworkFlow flow, NetworkPeer self, NetworkPeer other,
        IReadOnlyList<NetworkPort> ports, bool isIngress)
    {
        // In a namespace that an operator shares, its own pods stay open.
        if (self is not NetworkPeer.PodPeer { Set: var pods } || !ours.Contains(pods.Namespace) || (context.OperatorIn(pods.Namespace) is not null && !IsOfStack(context.Stack, pods)))
        {
            return;
        }

        var key = $"{pods.Namespace}/{flow.Name}/{isIngress}/{string.Join(',', pods.Labels.Select(label => $"{label.Key}={label.Value}"))}";
        if (!ends.TryGetValue(key, out var end))
        {
            ends[key] = end = new(NameOf(flow, pods, key, isIngress, taken), pods, isIngress);
        }

        if (!end.Reasons.Contains(flow.Reason))
        {
            end.Reasons.Add(flow.Reason);
        }

        var known = end.Rules.FindIndex(rule => Same(rule.Peer, other));
        if (known < 0)
        {
            end.Rules.Add((other, ports));
        }
        else if (end.Rules[known].Ports.Count > 0)
        {
            end.Rules[known] = (other, ports.Count == 0 ? [] : [.. end.Rules[known].Ports.Union(ports)]);
        }
    }

    // The same connection from several kinds of pods of one namespace: their role tells them apart, or, where that is the same, a checksum.
    private static string NameOf(NetworkFlow flow, PodSet pods, string key, bool isIngress, HashSet<(string Namespace, string Name)> taken)
    {
        var direction = isIngress ? "ingress" : "egress";
        var role = pods.Labels.GetValueOrDefault(StandardLabels.Role);
        return new[] { $"{flow.Name}-{direction}", $"{flow.Name}-{role}-{direction}", $"{flow.Name}-{Checksum.Short(key)}-{direction}" }
            .Select(name => Checksum.Shorten(name, Names.LongestLabel))
            .First(name => taken.Add((pods.Namespace, name)));
    }

    private static bool IsOfStack(Stack stack, PodSet pods) => pods.Labels.TryGetValue(StandardLabels.Stack, out var name) && name == stack.Spec.Name;

    private static bool Same(NetworkPeer one, NetworkPeer other) => (one, other) switch
    {
        (NetworkPeer.PodPeer { Set: var first }, NetworkPeer.PodPeer { Set: var second }) => first.Namespace == second.Namespace && first.Labels.Count == second.Labels.Count && !first.Labels.Except(second.Labels).Any(),
        _ => one == other,
    };

    private sealed record End(string Name, PodSet Self, bool IsIngress)
    {
        public List<(NetworkPeer Peer, IReadOnlyList<NetworkPort> Ports)> Rules { get; } = [];

        public List<string> Reasons { get; } = [];
    }
}
