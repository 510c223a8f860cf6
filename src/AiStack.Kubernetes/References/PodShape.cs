using AiStack.Kubernetes.Pods;

namespace AiStack.Kubernetes.References;

/// <summary>Pods as others see them: their labels and ports.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Labels">Their labels.</param>
/// <param name="Ports">Ports of all their containers.</param>
public sealed record PodShape(string Namespace, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<ContainerPort> Ports);
