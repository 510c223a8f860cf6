namespace AiStack.Kubernetes.Network;

/// <summary>A port that pods listen on.</summary>
/// <param name="Number">The port of the pod, not of its Service.</param>
/// <param name="IsUdp">Whether it is UDP. Default: TCP.</param>
public sealed record NetworkPort(int Number, bool IsUdp = false)
{
    /// <summary>Where API servers listen: behind their Service, and at their own addresses.</summary>
    public static IReadOnlyList<NetworkPort> ApiServer { get; } = [new(443), new(6443)];
}
