using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Pods;

namespace AiStack.Kubernetes.References;

/// <summary>Pods that an operator makes, or a chart of the platform: no template of the publication has them, but others select them.</summary>
/// <param name="Pods">Where they are, and their labels.</param>
/// <param name="Ports">Ports of their containers.</param>
/// <param name="Maker">Who makes them.</param>
public sealed record MadePods(PodSet Pods, IReadOnlyList<ContainerPort> Ports, string Maker);
