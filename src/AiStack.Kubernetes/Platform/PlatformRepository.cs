namespace AiStack.Kubernetes.Platform;

/// <summary>A repository of Helm charts.</summary>
/// <param name="Name">Name that charts are referred to by.</param>
/// <param name="Url">Its address.</param>
public sealed record PlatformRepository(string Name, string Url);
