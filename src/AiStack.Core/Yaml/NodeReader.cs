using AiStack.Core.Problems;
using YamlDotNet.Core.Events;

namespace AiStack.Core.Yaml;

/// <summary>Builds nodes from events. Recursion is safe: <see cref="YamlReader.MaxDepth"/> ends it long before the call stack does.</summary>
internal sealed class NodeReader(YamlEvents events, List<Problem> problems)
{
    private readonly AnchorTable _anchors = new();
    private int _count;
    private int _deepest;

    public Node ReadRoot(ParsingEvent root) => Read(root, events.PlaceOf(root), depth: 0);

    private Node Read(ParsingEvent value, Place place, int depth)
    {
        Count(1, place);
        _deepest = Math.Max(_deepest, depth);
        if (value is AnchorAlias alias)
        {
            return Follow(alias, place, depth);
        }

        if (value is not NodeEvent node)
        {
            // The parser loses count on some broken text ('<<: *s<<: *x') and ends a mapping between a key and its value.
            events.Stop(YamlProblems.Syntax.At(place, "A value was expected here.", "Put quotes around text with ': ' or '*', or write the value."));
            return Nothing(place);
        }

        if (node.Anchor.IsEmpty)
        {
            return ReadContent(node, place, depth);
        }

        var name = node.Anchor.Value;
        var (countBefore, outerDeepest) = (_count, _deepest);
        _deepest = depth;
        var outer = _anchors.Open(name);
        var content = ReadContent(node, place, depth);
        _anchors.Close(name, outer, new Anchor(content, _count - countBefore + 1, _deepest - depth));
        _deepest = Math.Max(outerDeepest, _deepest);
        return content;
    }

    private Node ReadContent(NodeEvent value, Place place, int depth)
    {
        if (depth > YamlReader.MaxDepth)
        {
            StopTooDeep(place);
            return Nothing(place);
        }

        return value switch
        {
            MappingStart => ReadMapping(Tagged(value, place), depth),
            SequenceStart => ReadSequence(Tagged(value, place), depth),
            Scalar scalar => ReadScalar(scalar, place),
            _ => throw new InvalidOperationException($"The parser gave {value} where a value begins."),
        };

        Place Tagged(NodeEvent collection, Place at)
        {
            YamlTags.CheckCollection(collection, at, problems);
            return at;
        }
    }

    private ScalarNode ReadScalar(Scalar scalar, Place place)
    {
        if (scalar.Value.Contains('\0'))
        {
            problems.Add(YamlCharacters.At(place, '\0'));
        }

        var node = new ScalarNode(scalar.Value, scalar.Style == YamlDotNet.Core.ScalarStyle.Plain, place);
        return YamlTags.Apply(scalar, node, problems);
    }

    private SequenceNode ReadSequence(Place place, int depth)
    {
        var items = new List<Node>();
        while (events.Next() is { } item and not SequenceEnd)
        {
            items.Add(Read(item, place.Item(items.Count, (int)item.Start.Line, (int)item.Start.Column), depth + 1));
        }

        return new SequenceNode(items, place);
    }

    private MappingNode ReadMapping(Place place, int depth)
    {
        var builder = new MappingBuilder(place, problems);
        while (events.Next() is { } keyEvent and not MappingEnd)
        {
            var key = ReadKey(keyEvent, place, depth);
            if (events.Next() is not { } value)
            {
                break;
            }

            var at = place.Property(key?.Value ?? "?", (int)value.Start.Line, (int)value.Start.Column);
            var node = Read(value, at, depth + 1);
            if (key is not null && !events.IsStopped)
            {
                builder.Add(key, node);
            }
        }

        var mapping = builder.Build(YamlReader.MaxNodes - _count, out var merged);
        Count(merged, place);
        return mapping;
    }

    private ScalarNode? ReadKey(ParsingEvent value, Place mapping, int depth)
    {
        var (line, column) = ((int)value.Start.Line, (int)value.Start.Column);
        var place = value is Scalar text ? mapping.Property(text.Value, line, column) : mapping with { Line = line, Column = column };
        var key = Read(value, place, depth + 1);
        if (key is ScalarNode { IsNull: false } name)
        {
            // Behind an alias the text stands elsewhere; the key is here.
            return value is AnchorAlias ? name with { Place = mapping.Property(name.Value, line, column) } : name;
        }

        if (!events.IsStopped)
        {
            problems.Add(YamlProblems.KeyNotText.At(place, $"The key is {key.Noun}, not text.",
                key is ScalarNode ? "Write the name of the property before the colon; put it in quotes if it really is 'null' or '~'." : "Write a name, or put quotes around the key."));
        }

        return null;
    }

    private Node Follow(AnchorAlias alias, Place place, int depth)
    {
        var name = alias.Value.Value;
        if (_anchors.IsOpen(name))
        {
            problems.Add(YamlProblems.EndlessAnchor.At(place, $"'*{name}' stands inside of the value that '&{name}' marks, which would never end.",
                "Write the inner value out, or use another anchor."));
            return Nothing(place);
        }

        if (_anchors.Find(name) is not { } anchor)
        {
            problems.Add(YamlProblems.UnknownAnchor.At(place, $"No '&{name}' stands above this '*{name}'.",
                "Correct the name, move the anchor up, or put quotes around text that begins with an asterisk."));
            return Nothing(place);
        }

        Count(anchor.Count - 1, place);
        _deepest = Math.Max(_deepest, depth + anchor.Height);
        if (depth + anchor.Height > YamlReader.MaxDepth)
        {
            StopTooDeep(place);
        }

        return anchor.Node;
    }

    private void Count(int more, Place place)
    {
        // Never above twice the limit, so an int holds it.
        _count += more;
        if (_count > YamlReader.MaxNodes && !events.IsStopped)
        {
            events.Stop(YamlProblems.TooManyNodes.At(place, "With its aliases followed, the file holds more than 1,000,000 values.",
                "Write fewer aliases of values that hold aliases themselves."));
        }
    }

    private void StopTooDeep(Place place)
    {
        if (!events.IsStopped)
        {
            events.Stop(YamlProblems.TooDeep.At(place, "Values are nested more than 100 levels deep here.", "Nest them less deeply."));
        }
    }

    private static ScalarNode Nothing(Place place) => new(string.Empty, IsPlain: true, place);
}
