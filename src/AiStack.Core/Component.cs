using AiStack.Core.Schema;

namespace AiStack.Core;

/// <summary>A component of a stack, or a sub-component of one.</summary>
/// <param name="kind">What it is.</param>
/// <param name="name">Its name.</param>
/// <param name="spec">What was said about it.</param>
/// <param name="source">Where it was said.</param>
/// <param name="parentName">Name of the component it belongs to, if it belongs to one.</param>
public sealed class Component(ComponentKind kind, string name, Spec spec, Source source, string? parentName = null)
{
    /// <summary>What it is.</summary>
    public ComponentKind Kind { get; } = kind;

    /// <summary>Its name: unique among the stack's components, or among its parent's children.</summary>
    public string Name { get; } = name;

    /// <summary>What was said about it.</summary>
    public Spec Spec { get; } = spec;

    /// <summary>Where it was said.</summary>
    public Source Source { get; } = source;

    /// <summary>Name of the component it belongs to. <see langword="null"/>: it is a component itself.</summary>
    public string? ParentName { get; } = parentName;

    /// <summary>Its sub-components, in the order they were written.</summary>
    public IReadOnlyList<Component> Children { get; init; } = [];

    /// <summary>Whether something was said about sub-components, so that having none is only the consequence of problems that were reported.</summary>
    internal bool SaysChildren { get; init; }

    /// <summary>How links refer to it: <c>vllm</c>, <c>vllm/qwen2-chat</c>.</summary>
    public string Reference { get; } = parentName is null ? name : $"{parentName}/{name}";

    /// <summary>Namespace of what is published for it.</summary>
    /// <value><see langword="null"/>: nothing of it lives in one, or it lives in its parent's.</value>
    public string? Namespace => (Spec as ComponentSpec)?.Namespace ?? Kind.DefaultNamespace;

    /// <summary>The component as an error message names it: <c>model 'vllm/qwen2-chat'</c>.</summary>
    public override string ToString() => $"{Kind.Name} '{Reference}'";
}
