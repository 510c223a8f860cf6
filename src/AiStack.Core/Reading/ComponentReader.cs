using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Reading;

/// <summary>Reads the components of a file with their sub-components.</summary>
internal sealed class ComponentReader(StackSchema schema, IReadOnlyDictionary<string, MappingNode> overrides, List<Problem> problems)
{
    private readonly ReadContext _context = new(problems);

    /// <param name="root">The file.</param>
    /// <param name="file">Where to report that there are none; <see langword="null"/>: nowhere.</param>
    public IReadOnlyList<Component> Read(MappingNode root, Place? file)
    {
        var node = StackReader.Part(root, "components");
        if (node is not (null or MappingNode))
        {
            problems.Add(StructureProblems.Shape.At(node.Place, $"components is a mapping of names, not {Excerpt.Of(node.Noun)}.", "Write `components:` and below it a name and its `kind` for each."));
            return [];
        }

        var components = new List<Component>();
        foreach (var entry in (node as MappingNode)?.Entries ?? [])
        {
            if (ReadComponent(entry) is { } component)
            {
                components.Add(component);
            }
        }

        if (node is not MappingNode { Entries.Count: > 0 } && file is not null)
        {
            problems.Add(StructureProblems.Empty.At(node?.Place ?? file, "The stack has no components.", "Add at least one below `components`."));
        }

        return components;
    }

    /// <summary>Components and sub-components by their references; of a doubled name the first counts.</summary>
    public static Dictionary<string, Component> ByReference(IReadOnlyList<Component> components)
    {
        var known = new Dictionary<string, Component>();
        foreach (var component in components)
        {
            known.TryAdd(component.Reference, component);
            foreach (var child in component.Children)
            {
                known.TryAdd(child.Reference, child);
            }
        }

        return known;
    }

    private Component? ReadComponent(MappingEntry entry)
    {
        if (entry.Value is not MappingNode mapping)
        {
            problems.Add(StructureProblems.UnknownKind.At(entry.KeyPlace, $"Component '{Excerpt.Of(entry.Key)}' does not say what it is.", $"Write `{Excerpt.Of(entry.Key)}: {{ kind: <kind> }}`. {Kinds}"));
            return null;
        }

        var kindNode = StackReader.Part(mapping, "kind");
        if (kindNode is not ScalarNode kindName)
        {
            problems.Add(StructureProblems.UnknownKind.At(entry.KeyPlace, $"Component '{Excerpt.Of(entry.Key)}' does not say what it is.", $"Add `kind:`. {Kinds}"));
            return null;
        }

        if (schema.FindKind(kindName.Value) is not { } kind)
        {
            var meant = Spelling.Nearest(kindName.Value, schema.Kinds.Select(known => known.Name));
            problems.Add(StructureProblems.UnknownKind.At(kindName.Place, $"There is no kind '{Excerpt.Of(kindName.Value)}'.", meant is null ? Kinds : $"Write '{meant}'."));
            return null;
        }

        var children = kind.Children;
        var merged = Overridden(mapping, entry.Key);
        var context = _context.Below(entry.Key);
        var spec = children is null
            ? (Spec)kind.Properties.Read(kind.Empty, merged, entry.KeyPlace, context, "kind")
            : (Spec)kind.Properties.Read(kind.Empty, merged, entry.KeyPlace, context, "kind", children.Property);
        return new(kind, entry.Key, spec, new NodeSource(entry.KeyPlace, merged))
        {
            Children = children is null ? [] : ReadChildren(entry, mapping, children),
            SaysChildren = children is not null && StackReader.Part(mapping, children.Property) is not (null or MappingNode { Entries.Count: 0 }),
        };
    }

    private List<Component> ReadChildren(MappingEntry parent, MappingNode mapping, ChildrenOf children)
    {
        var read = new List<Component>();
        var node = StackReader.Part(mapping, children.Property);
        if (node is not (null or MappingNode))
        {
            problems.Add(StructureProblems.Shape.At(node.Place, $"{children.Property} is a mapping of names, not {Excerpt.Of(node.Noun)}.", $"Write a name for each {children.Kind.Name} and its properties below it."));
            return read;
        }

        foreach (var entry in (node as MappingNode)?.Entries ?? [])
        {
            if (entry.Value is MappingNode || entry.Value is ScalarNode { IsNull: true })
            {
                var reference = $"{parent.Key}/{entry.Key}";
                var merged = Overridden(entry.Value as MappingNode ?? new([], entry.Value.Place), reference);
                var spec = (Spec)children.Kind.Properties.Read(children.Kind.Empty, merged, entry.KeyPlace, _context.Below(reference));
                read.Add(new(children.Kind, entry.Key, spec, new NodeSource(entry.KeyPlace, merged), parent.Key));
            }
            else
            {
                problems.Add(StructureProblems.Shape.At(entry.Value.Place, $"A {children.Kind.Name} is a mapping of its properties, not {Excerpt.Of(entry.Value.Noun)}.", $"Write its properties below '{Excerpt.Of(entry.Key)}'."));
            }
        }

        return read;
    }

    private MappingNode Overridden(MappingNode mapping, string reference)
    {
        if (!overrides.TryGetValue(reference, out var changes))
        {
            return mapping;
        }

        var changed = changes.Entries.Where(entry => entry.Key != "kind").ToDictionary(entry => entry.Key);
        return mapping with
        {
            Entries =
            [
                .. mapping.Entries.Select(entry => changed.Remove(entry.Key, out var change) ? change : entry),
                .. changes.Entries.Where(entry => changed.ContainsKey(entry.Key)),
            ],
        };
    }

    private string Kinds => $"Kinds: {string.Join(", ", schema.Kinds.Select(kind => kind.Name))}.";
}
