using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Reading;

/// <summary>Reads the links of a file.</summary>
/// <param name="schema">What there is.</param>
/// <param name="components">The components that could be read.</param>
/// <param name="written">What the file says below <c>components</c>.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class LinkReader(StackSchema schema, IReadOnlyList<Component> components, Node? written, List<Problem> problems)
{
    private readonly Dictionary<string, Component> _known = ComponentReader.ByReference(components);
    private MeantReferences? _meant;

    public IReadOnlyList<Link> Read(Node? node)
    {
        if (node is not (null or SequenceNode))
        {
            problems.Add(StructureProblems.Shape.At(node.Place, $"links is a list, not {Excerpt.Of(node.Noun)}.", "Write `links:` and below it `- { from: <component>, to: <component> }` for each."));
            return [];
        }

        var links = new List<Link>();
        foreach (var item in (node as SequenceNode)?.Items ?? [])
        {
            if (ReadLink(item) is { } link)
            {
                links.Add(link);
            }
        }

        return links;
    }

    private Link? ReadLink(Node node)
    {
        if (node is not MappingNode mapping)
        {
            problems.Add(StructureProblems.Shape.At(node.Place, $"A link is a mapping with from and to, not {Excerpt.Of(node.Noun)}.", "Write `- { from: <component>, to: <component> }`."));
            return null;
        }

        // Both ends are looked at before giving up, so that both are reported.
        var from = End(mapping, "from");
        var to = End(mapping, "to");
        if (from is null || to is null)
        {
            return null;
        }

        var source = new NodeSource(mapping.Place, mapping);
        if (schema.FindLink(from.Kind, to.Kind) is not { } kind)
        {
            problems.Add(LinkPairs.Impossible(schema, from, to, source.Of("to")));
            return null;
        }

        var context = new ReadContext(problems, $"link {from.Reference} → {to.Reference}");
        var options = (LinkOptions)kind.Properties.Read(kind.Empty, mapping, mapping.Place, context, "from", "to");
        return new(kind, from, to, options, source);
    }

    private Component? End(MappingNode link, string name)
    {
        if (StackReader.Part(link, name) is not ScalarNode end)
        {
            problems.Add(PropertyProblems.Missing.At(link.Place, $"The link does not say '{name}'.", $"Add '{name}': a component, or a sub-component as component/child."));
            return null;
        }

        if (_known.TryGetValue(end.Value, out var component))
        {
            return component;
        }

        if (IsWritten(end.Value))
        {
            return null;
        }

        var meant = (_meant ??= new(_known.Keys)).For(end.Value);
        problems.Add(LinkProblems.ToNothing.At(end.Place, $"There is no '{Excerpt.Of(end.Value)}' in the stack.",
            meant is not null ? $"Write '{meant}'." : "Add the component, or correct the name."));
        return null;
    }

    // A component that is there but could not be read, of an unknown kind for example, has been reported: its links are not at fault.
    private bool IsWritten(string reference) => written switch
    {
        MappingNode mapping => mapping.Entries.Any(entry => entry.Key == reference.Split('/')[0] && !_known.ContainsKey(entry.Key)),
        SequenceNode => true,
        _ => false,
    };
}
