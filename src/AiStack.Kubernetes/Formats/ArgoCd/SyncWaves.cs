using AiStack.Core;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.ArgoCd;

/// <summary>In which order namespaces are brought up: data stores and models, which use nobody, before those that use them, a gateway in front of all of these last.</summary>
/// <remarks>Read from the links, so that no kind of component has to be known here.</remarks>
internal static class SyncWaves
{
    /// <summary>The wave of each namespace, from 0.</summary>
    public static IReadOnlyDictionary<string, int> Of(Publication publication)
    {
        var stack = publication.Stack;
        var depths = new Dictionary<Component, int>();
        foreach (var component in stack.Components)
        {
            Depth(stack, component, depths, []);
        }

        // Objects of the stack as a whole, such as dashboards, show the others.
        var last = depths.Values.DefaultIfEmpty().Max() + 1;
        return publication.Namespaces.ToDictionary(space => space, space => stack.Components.Where(component => stack.NamespaceOf(component) == space).Select(component => depths[component]).DefaultIfEmpty(last).Min());
    }

    private static int Depth(Stack stack, Component component, Dictionary<Component, int> known, HashSet<Component> under)
    {
        if (known.TryGetValue(component, out var depth))
        {
            return depth;
        }

        // Two that use each other have no order.
        if (!under.Add(component))
        {
            return 0;
        }

        var used = component.Children.Prepend(component).SelectMany(stack.LinksFrom).Select(link => link.To.ParentName is null ? link.To : stack.ParentOf(link.To)).Where(other => other != component);
        depth = used.Select(other => Depth(stack, other, known, under) + 1).DefaultIfEmpty().Max();
        under.Remove(component);
        return known[component] = depth;
    }
}
