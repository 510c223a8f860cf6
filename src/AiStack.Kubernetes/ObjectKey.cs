namespace AiStack.Kubernetes;

/// <summary>What the API server tells objects apart by.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Namespace">Namespace; <see langword="null"/>: none.</param>
/// <param name="Name">Name.</param>
public readonly record struct ObjectKey(string Group, string Kind, string? Namespace, string Name);
