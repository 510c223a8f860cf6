namespace AiStack.Kubernetes.Network;

/// <summary>Pods that answer at an endpoint of a component.</summary>
/// <param name="Pods">The pods.</param>
/// <param name="Port">The port that they listen on, which may be another than their Service's.</param>
public sealed record Listener(PodSet Pods, int Port);
