namespace AiStack.Kubernetes.Pods;

/// <summary>A port that a container listens on.</summary>
/// <param name="Name">Its name: at most 15 characters, by which Services, probes and monitors refer to it.</param>
/// <param name="Number">The port.</param>
public sealed record ContainerPort(string Name, int Number);
