namespace AiStack.Kubernetes.References;

/// <summary>An object that an operator makes, or a chart of the platform, and that others refer to: a Service, a claim, a RuntimeClass.</summary>
/// <param name="Key">The object.</param>
/// <param name="Maker">Who makes it.</param>
public sealed record MadeObject(ObjectKey Key, string Maker)
{
    /// <summary>Ports of a Service, by name and number.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Pods.ContainerPort> Ports { get; init; } = [];

    /// <summary>Labels of a Service.</summary>
    /// <value>Default: none, as those of operators.</value>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
