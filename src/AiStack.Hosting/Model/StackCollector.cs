using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Environments;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Reads the stack off an application's resources.</summary>
internal static class StackCollector
{
    internal static (Stack Stack, IReadOnlyList<Problem> Problems) Collect(
        IDistributedApplicationBuilder builder, StackSpec spec, StackSchema schema, Func<IResource, ComponentAnnotation?> annotate, StackEnvironment? environment = null)
    {
        var resources = Resources(builder, annotate).ToList();
        var children = resources.Where(found => found.Annotation.Parent is not null).ToLookup(found => found.Annotation.Parent!);
        var components = resources
            .Where(found => found.Annotation.Parent is null)
            .Select(found => Component(found.Annotation, SpecOf(found), null, [.. children[found.Resource].Select(child => Component(child.Annotation, SpecOf(child), found.Annotation.Name, []))]))
            .ToList();

        var byReference = components.SelectMany(component => component.Children.Prepend(component)).DistinctBy(component => component.Reference).ToDictionary(component => component.Reference);
        var references = resources.ToDictionary(found => found.Resource, found => found.Reference);
        var problems = new List<Problem>();
        var links = new List<Link>();
        foreach (var (resource, _, reference) in resources)
        {
            links.AddRange(LinksOf(resource, byReference[reference], schema, references, byReference, problems));
        }

        if (spec.Name is null)
        {
            spec = spec with { Name = StackNames.FromDirectory(builder.AppHostDirectory) };
        }

        return (new(spec, components, links, new CodeSource("stack")), problems);

        Spec SpecOf((IResource Resource, ComponentAnnotation Annotation, string Reference) found) =>
            environment is null ? found.Annotation.Spec : environment.Apply(found.Resource, found.Annotation.Spec);
    }

    internal static IEnumerable<(IResource Resource, ComponentAnnotation Annotation, string Reference)> Resources(IDistributedApplicationBuilder builder, Func<IResource, ComponentAnnotation?> annotate)
    {
        foreach (var resource in builder.Resources)
        {
            if (annotate(resource) is { } annotation)
            {
                yield return (resource, annotation, annotation.Parent is { } parent && annotate(parent) is { } owner ? $"{owner.Name}/{annotation.Name}" : annotation.Name);
            }
        }
    }

    private static Component Component(ComponentAnnotation annotation, Spec spec, string? parent, IReadOnlyList<Component> children) =>
        new(annotation.Kind, annotation.Name, spec, annotation.Source ?? new CodeSource(parent is null ? annotation.Name : $"{parent}/{annotation.Name}"), parent) { Children = children };

    private static IEnumerable<Link> LinksOf(
        IResource resource, Component from, StackSchema schema, Dictionary<IResource, string> references, Dictionary<string, Component> components, List<Problem> problems)
    {
        var linked = new HashSet<IResource>();
        foreach (var annotation in resource.Annotations.OfType<LinkAnnotation>())
        {
            linked.Add(annotation.Target);
            var to = components[references[annotation.Target]];
            var source = annotation.Source ?? new CodeSource($"{from.Reference} → {to.Reference}");
            if (schema.FindLink(from.Kind, to.Kind) is { } kind)
            {
                yield return new(kind, from, to, annotation.Options ?? kind.Empty, source);
            }
            else
            {
                problems.Add(LinkPairs.Impossible(schema, from, to, source.Of()));
            }
        }

        // What Aspire's general WithReference noted: it compiles for some pairs that no link joins.
        foreach (var reference in resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(relationship => relationship.Type == "Reference" && linked.Add(relationship.Resource)))
        {
            if (references.TryGetValue(reference.Resource, out var target))
            {
                problems.Add(LinkProblems.NoLink.At(new($"{from.Reference} → {target}"), $"{from} refers to {components[target]} by Aspire's general WithReference, which sets nothing that it reads.",
                    LinkPairs.Possible(schema, from.Kind, components[target].Kind)));
            }
        }
    }
}
