namespace AiStack.Kubernetes.Publishing;

/// <summary>A port of a Service.</summary>
/// <param name="Name">Its name, by which monitors refer to it.</param>
/// <param name="Number">The port.</param>
/// <param name="Target">Name of the pods' port.</param>
public sealed record ServicePort(string Name, int Number, string Target);
