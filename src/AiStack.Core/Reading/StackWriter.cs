using AiStack.Core.Policies;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Reading;

/// <summary>Writes a stack as a file says it: what is meant anyway is left out.</summary>
public static class StackWriter
{
    /// <summary>The values of a file that reads back as the same stack.</summary>
    public static MappingNode Write(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);

        return Nodes.Mapping(
        [
            ("apiVersion", Nodes.Text(StackProperties.ApiVersion)),
            .. StackProperties.All.Write(stack.Spec, StackProperties.Empty),
            ("components", Nodes.Mapping(stack.Components.Select(component => (component.Name, (Node?)Write(component))))),
            ("links", stack.Links.Count == 0 ? null : Nodes.List(stack.Links.Select(Write))),
            ("policies", PolicyProperties.All.Write(stack.Policies)),
        ]);
    }

    private static MappingNode Write(Component component) => Nodes.Mapping(
    [
        .. component.ParentName is null ? [("kind", (Node?)Nodes.Text(component.Kind.Name))] : Array.Empty<(string, Node?)>(),
        .. component.Kind.Properties.Write(component.Spec, component.Kind.Empty),
        .. component.Kind.Children is { } children && component.Children.Count > 0
            ? [(children.Property, Nodes.Mapping(component.Children.Select(child => (child.Name, (Node?)Write(child)))))]
            : Array.Empty<(string, Node?)>(),
    ]);

    private static MappingNode Write(Link link) => Nodes.Mapping(
    [
        ("from", Nodes.Text(link.From.Reference)),
        ("to", Nodes.Text(link.To.Reference)),
        .. link.Kind.Properties.Write(link.Options, link.Kind.Empty),
    ]);
}
