using AiStack.Core;

namespace AiStack.Kubernetes.Pods;

/// <summary>A disk that each replica of a StatefulSet gets.</summary>
/// <param name="Name">Its name, by which containers mount it.</param>
/// <param name="Storage">Size, class and who may mount it (<see langword="null"/> there: one node).</param>
public sealed record ClaimTemplate(string Name, StorageSpec Storage);
