using AiStack.Core.Units;

namespace AiStack.Kubernetes.Pods;

/// <summary>What a container asks for and may take at most.</summary>
/// <param name="Cpu">Processors that it asks for.</param>
/// <param name="Memory">Memory that it asks for.</param>
public sealed record Resources(Quantity Cpu, Quantity Memory)
{
    /// <summary>Processors that it may take.</summary>
    /// <value><see langword="null"/> (default): twice what it asks for.</value>
    public Quantity? CpuLimit { get; init; }

    /// <summary>Memory that it may take; beyond it the container is ended.</summary>
    /// <value><see langword="null"/> (default): what it asks for, so that a full node ends others first.</value>
    public Quantity? MemoryLimit { get; init; }

    /// <summary>Disk of the node that it asks for and may take: logs, its own files, empty volumes.</summary>
    /// <value>Default: 256Mi.</value>
    public Quantity EphemeralStorage { get; init; } = Quantity.Parse("256Mi");

    /// <summary>Devices such as <c>nvidia.com/gpu</c>; asked for and limited alike.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, Quantity> Devices { get; init; } = new Dictionary<string, Quantity>();
}
