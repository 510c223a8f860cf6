using AiStack.Kubernetes.Pods;

namespace AiStack.Kubernetes.References;

/// <summary>A Service as others see it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Ports">Its ports.</param>
public sealed record ServiceShape(string Namespace, string Name, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<ContainerPort> Ports);
