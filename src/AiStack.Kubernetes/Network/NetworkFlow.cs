namespace AiStack.Kubernetes.Network;

/// <summary>Connections that are allowed.</summary>
/// <param name="Name">A DNS label that names the policies: <c>langflow-to-vllm</c>.</param>
/// <param name="From">Who connects.</param>
/// <param name="To">Who is connected to.</param>
/// <param name="Reason">Why, for the policies' annotation: the link, usually.</param>
/// <param name="Ports">Ports at the far end. None: those of the endpoint, or every one.</param>
public sealed record NetworkFlow(string Name, NetworkPeer From, NetworkPeer To, string Reason, params IReadOnlyList<NetworkPort> Ports);
