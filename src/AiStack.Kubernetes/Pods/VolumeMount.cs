namespace AiStack.Kubernetes.Pods;

/// <summary>Where a container sees a volume.</summary>
/// <param name="Volume">Name of the volume in the pod, or of a claim template of its StatefulSet.</param>
/// <param name="Path">Absolute path in the container.</param>
public sealed record VolumeMount(string Volume, string Path)
{
    /// <summary>Whether it can only be read.</summary>
    /// <value>Default: no.</value>
    public bool IsReadOnly { get; init; }

    /// <summary>Path within the volume.</summary>
    /// <value><see langword="null"/> (default): all of it.</value>
    public string? SubPath { get; init; }
}
