namespace AiStack.Kubernetes.Network;

/// <summary>One end of a connection.</summary>
public abstract record NetworkPeer
{
    /// <summary>Any address, inside the cluster and out.</summary>
    public static NetworkPeer Anywhere { get; } = new AnyPeer();

    /// <summary>Any address outside private networks, and not the cloud's metadata service: the internet.</summary>
    public static NetworkPeer Internet { get; } = new InternetPeer();

    /// <summary>Pods by their labels.</summary>
    public static NetworkPeer Pods(PodSet pods) => new PodPeer(pods);

    /// <summary>Who answers at an endpoint of a component of the stack, as that component said when it was published.</summary>
    /// <param name="component">The component, by its reference.</param>
    /// <param name="endpoint">Name of the endpoint.</param>
    public static NetworkPeer Endpoint(string component, string endpoint) => new EndpointPeer(component, endpoint);

    internal sealed record AnyPeer : NetworkPeer;

    internal sealed record InternetPeer : NetworkPeer;

    internal sealed record PodPeer(PodSet Set) : NetworkPeer;

    internal sealed record EndpointPeer(string Component, string EndpointName) : NetworkPeer;
}
