using AiStack.Core.Policies;

namespace AiStack.Core;

/// <summary>An AI stack: its components and the links between them. However it was written, everything downstream sees only this.</summary>
public sealed class Stack
{
    private readonly Dictionary<string, Component> _byReference;
    private readonly ILookup<Component, Link> _from;
    private readonly ILookup<Component, Link> _to;

    /// <summary>Joins what was read or built.</summary>
    /// <param name="spec">What was said about the stack as a whole.</param>
    /// <param name="components">Its components, with their children, in the order they were written.</param>
    /// <param name="links">Its links; their ends are among the components.</param>
    /// <param name="source">Where it was said.</param>
    /// <remarks>Links are put into the order of the components they come from. Among those of one component the written order stays, since it can matter (the first model of a list).</remarks>
    public Stack(StackSpec spec, IReadOnlyList<Component> components, IEnumerable<Link> links, Source source)
    {
        ArgumentNullException.ThrowIfNull(components);

        (Spec, Components, Source) = (spec, components, source);
        Elements = [.. components.SelectMany(component => component.Children.Prepend(component))];
        var positions = new Dictionary<Component, int>();
        foreach (var element in Elements)
        {
            positions[element] = positions.Count;
        }

        Links = [.. links.OrderBy(link => positions[link.From])];

        // Doubled names are a problem that a check reports; here the first one counts.
        _byReference = Elements.DistinctBy(element => element.Reference).ToDictionary(element => element.Reference);
        _from = Links.ToLookup(link => link.From);
        _to = Links.ToLookup(link => link.To);
    }

    /// <summary>What was said about the stack as a whole.</summary>
    public StackSpec Spec { get; }

    /// <summary>Its components, in the order they were written.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>Its components, each followed by its sub-components.</summary>
    public IReadOnlyList<Component> Elements { get; }

    /// <summary>Its links, ordered by the component they come from.</summary>
    public IReadOnlyList<Link> Links { get; }

    /// <summary>Where it was said.</summary>
    public Source Source { get; }

    /// <summary>Cases for <c>aistack test-policies</c>, in the order they were written.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<PolicyCase> Policies { get; init; } = [];

    /// <summary>The component or sub-component of a reference such as <c>vllm/qwen2-chat</c>.</summary>
    /// <returns><see langword="null"/>: there is none.</returns>
    public Component? Find(string reference) => _byReference.GetValueOrDefault(reference);

    /// <summary>The component that a sub-component belongs to.</summary>
    /// <exception cref="ArgumentException">It is a component itself.</exception>
    public Component ParentOf(Component child)
    {
        ArgumentNullException.ThrowIfNull(child);
        return child.ParentName is { } name && Find(name) is { } parent ? parent : throw new ArgumentException($"{child} is no sub-component of this stack.", nameof(child));
    }

    /// <summary>Namespace of what is published for a component, or for the component that a sub-component belongs to.</summary>
    public string NamespaceOf(Component component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return component.Namespace ?? (component.ParentName is null ? Spec.Name : NamespaceOf(ParentOf(component)));
    }

    /// <summary>Links that configure a component, in the order they were written.</summary>
    public IEnumerable<Link> LinksFrom(Component component) => _from[component];

    /// <summary>Links that use a component.</summary>
    public IEnumerable<Link> LinksTo(Component component) => _to[component];

    /// <summary>Components and sub-components with a spec of a type, each with that spec.</summary>
    public IEnumerable<ComponentWith<TSpec>> Of<TSpec>() where TSpec : Spec
    {
        foreach (var element in Elements)
        {
            if (element.Spec is TSpec spec)
            {
                yield return new(element, spec);
            }
        }
    }
}
