using AiStack.Core;
using AiStack.Core.Schema;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Marks a resource as a component or sub-component of the stack, and holds what was said about it.</summary>
/// <param name="kind">What it is.</param>
/// <param name="name">Its name in the stack; usually the resource's own.</param>
/// <param name="spec">What was said when it was added.</param>
/// <param name="parent">The resource of the component it belongs to. <see langword="null"/>: it is a component itself.</param>
public sealed class ComponentAnnotation(ComponentKind kind, string name, Spec spec, IResource? parent = null) : IResourceAnnotation
{
    /// <summary>What it is.</summary>
    public ComponentKind Kind { get; } = kind;

    /// <summary>Its name in the stack.</summary>
    public string Name { get; } = name;

    /// <summary>The resource of the component it belongs to.</summary>
    public IResource? Parent { get; } = parent;

    /// <summary>What was said about it so far. Builders replace it.</summary>
    public Spec Spec { get; set; } = spec;

    /// <summary>Where it was said.</summary>
    /// <value>Default: in C#.</value>
    public Source? Source { get; set; }

    /// <summary>Addresses that the component answers at while it runs, by the endpoint names of its kind.</summary>
    public IDictionary<string, EndpointReference> Endpoints { get; } = new Dictionary<string, EndpointReference>();
}
