using AiStack.Core.Units;

namespace AiStack.Kubernetes.Pods;

/// <summary>A volume of a pod.</summary>
/// <param name="Name">Its name in the pod.</param>
public abstract record Volume(string Name)
{
    /// <summary>An empty directory on the node, gone with the pod.</summary>
    /// <param name="name">Its name in the pod.</param>
    /// <param name="size">Most that it may hold; beyond it the pod is evicted.</param>
    public static Volume Empty(string name, string size) => new EmptyVolume(name, Quantity.Parse(size), IsMemory: false);

    /// <summary>An empty directory in memory, which counts against the containers' memory.</summary>
    /// <param name="name">Its name in the pod.</param>
    /// <param name="size">Most that it may hold.</param>
    public static Volume Memory(string name, Quantity size) => new EmptyVolume(name, size, IsMemory: true);

    /// <summary>A disk by its claim.</summary>
    public static Volume Claim(string name, string claim) => new ClaimVolume(name, claim);

    /// <summary>Files of a ConfigMap.</summary>
    public static Volume Config(string name, string configMap) => new ConfigVolume(name, configMap);

    internal sealed record EmptyVolume(string Name, Quantity Size, bool IsMemory) : Volume(Name);

    internal sealed record ClaimVolume(string Name, string ClaimName) : Volume(Name);

    internal sealed record ConfigVolume(string Name, string ConfigMap) : Volume(Name);
}
