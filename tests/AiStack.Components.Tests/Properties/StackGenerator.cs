using AiStack.Core.Schema;
using AiStack.Core.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Components.Tests.Properties;

/// <summary>Stack files that say what the schema allows: every kind, every property, every pair that can be linked.</summary>
internal static class StackGenerator
{
    private static readonly StackSchema s_schema = ComponentCatalog.Schema;

    /// <summary>The values of a stack file.</summary>
    public static Gen<Node> File { get; } =
        from spec in JsonSchemaGenerator.Entries(StackProperties.All.JsonSchema)
        from count in Gen.Choose(1, 6)
        from kinds in Gen.ArrayOf(Gen.Elements(s_schema.Kinds.AsEnumerable()), count)
        from components in Gen.CollectToArray(kinds.Select((kind, index) => (kind, name: $"{kind.Name}-{index}")), component => Component(component.kind, component.name))
        from links in Links(components)
        select (Node)Nodes.Mapping(
        [
            ("apiVersion", Nodes.Text(StackProperties.ApiVersion)),
            .. spec,
            ("components", Nodes.Mapping(components.Select(component => (component.Name, (Node?)component.Node)))),
            ("links", links.Count == 0 ? null : Nodes.List(links)),
        ]);

    private static Gen<Described> Component(ComponentKind kind, string name) =>
        from entries in JsonSchemaGenerator.Entries(kind.Properties.JsonSchema)
        from children in kind.Children is { } below ? Children(below) : Gen.Constant<IReadOnlyList<(string, Node?)>>([])
        select new Described(kind, name, Nodes.Mapping(
        [
            ("kind", Nodes.Text(kind.Name)),
            .. entries,
            .. kind.Children is { } some && children.Count > 0 ? [(some.Property, Nodes.Mapping(children))] : Array.Empty<(string, Node?)>(),
        ]), [.. children.Select(child => child.Item1)]);

    private static Gen<IReadOnlyList<(string, Node?)>> Children(ChildrenOf children) =>
        from count in Gen.Choose(children.AreRequired ? 1 : 0, 3)
        from specs in Gen.ArrayOf(JsonSchemaGenerator.Entries(children.Kind.Properties.JsonSchema), count)
        select (IReadOnlyList<(string, Node?)>)[.. specs.Select((spec, index) => ($"{children.Kind.Name.Replace(' ', '-')}-{index}", (Node?)Nodes.Mapping(spec)))];

    private static Gen<IReadOnlyList<Node>> Links(IReadOnlyList<Described> components)
    {
        var ends = components.SelectMany(component => component.Ends).ToList();
        var possible = from end in ends
                       from other in ends
                       where s_schema.FindLink(end.Kind, other.Kind) is not null
                       select (end, other, s_schema.FindLink(end.Kind, other.Kind)!);
        return from chosen in Gen.SubListOf(possible)
               from links in Gen.CollectToArray(chosen, link => JsonSchemaGenerator.Entries(link.Item3.Properties.JsonSchema)
                   .Select(options => (Node)Nodes.Mapping([("from", Nodes.Text(link.end.Reference)), ("to", Nodes.Text(link.other.Reference)), .. options])))
               select (IReadOnlyList<Node>)links;
    }

    private sealed record Described(ComponentKind Kind, string Name, Node Node, IReadOnlyList<string> Children)
    {
        public IEnumerable<(ComponentKind Kind, string Reference)> Ends =>
            Children.Select(child => (Kind.Children!.Kind, $"{Name}/{child}")).Prepend((Kind, Name));
    }
}
