namespace AiStack.Core;

/// <summary>What a user may say about every component.</summary>
public abstract record ComponentSpec : Spec
{
    /// <summary>Kubernetes namespace that the component's objects are published to.</summary>
    /// <value>A DNS label. <see langword="null"/> (default): the kind's own.</value>
    public string? Namespace { get; init; }

    /// <summary>Labels put on every object published for the component.</summary>
    /// <remarks>On VLLMRuntime and VLLMRouter they become annotations: the operator copies labels into selectors, which cannot be changed later.</remarks>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();

    /// <summary>Annotations put on every object published for the component.</summary>
    public IReadOnlyDictionary<string, string?> Annotations { get; init; } = new Dictionary<string, string?>();
}
