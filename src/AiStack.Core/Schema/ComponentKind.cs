namespace AiStack.Core.Schema;

/// <summary>A kind of component or sub-component: what may be said about it and what it offers to others.</summary>
/// <param name="name">Its name: the value of <c>kind</c> in the file, or the singular word for a sub-component.</param>
/// <param name="description">One sentence for editors.</param>
public sealed class ComponentKind(string name, string description)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for editors.</summary>
    public string Description { get; } = description;

    /// <summary>Namespace of what is published, unless the component says another.</summary>
    /// <value><see langword="null"/> (default): none; a sub-component lives in its component's.</value>
    public string? DefaultNamespace { get; init; }

    /// <summary>What may be said.</summary>
    public required PropertySet Properties { get; init; }

    /// <summary>A spec of which nothing was said. Required members hold placeholders.</summary>
    public required Spec Empty { get; init; }

    /// <summary>Its sub-components.</summary>
    /// <value><see langword="null"/> (default): it has none.</value>
    public ChildrenOf? Children { get; init; }

    /// <summary>Addresses that its components answer at inside the cluster.</summary>
    public IReadOnlyList<ServiceEndpoint> Endpoints { get; init; } = [];

    /// <summary>What a component of this kind offers to those that link to it.</summary>
    /// <value>Default: nothing.</value>
    public Func<Stack, Component, IEnumerable<object>> Offers { get; init; } = (_, _) => [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
