using AiStack.Core;
using AiStack.Kubernetes.Platform;
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
        var owners = publication.Objects.ToLookup(made => made.Namespace, made => made.Labels.GetValueOrDefault(StandardLabels.Instance));
        return publication.Namespaces.ToDictionary(
            space => space,
            space => owners[space].OfType<string>().Distinct().Select(stack.Find).OfType<Component>().Select(component => depths.GetValueOrDefault(component, last)).DefaultIfEmpty(last).Min());
    }

    /// <summary>The wave of a release of the platform, from 0.</summary>
    /// <param name="release">The release.</param>
    /// <param name="all">All releases, each behind those that it needs.</param>
    public static int Of(PlatformRelease release, IReadOnlyList<PlatformRelease> all) =>
        all.TakeWhile(other => other != release).Where(other => release.After.Contains(other.Name)).Select(other => Of(other, all) + 1).DefaultIfEmpty().Max();

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
