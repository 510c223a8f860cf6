using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiStack.Core.Yaml;

/// <summary>
/// A file as its user wrote it, in which one property at a time can be changed: comments, order, quotes, indentation and line ends of
/// everything else stay byte for byte. Each change is read back before it is returned, so a change either does exactly what was
/// asked or is refused.
/// </summary>
public sealed class YamlDocument
{
    private readonly string _mark;
    private readonly string _body;
    private readonly Node _root;
    private readonly YamlSpan _span;

    private YamlDocument(string text, Node root)
    {
        _mark = text.StartsWith('\uFEFF') ? "\uFEFF" : "";
        _body = text[_mark.Length..];
        _root = root;
        _span = YamlSpan.Parse(_body);
        Text = text;
    }

    /// <summary>The file.</summary>
    public string Text { get; }

    /// <summary>Reads a file that is to be changed.</summary>
    /// <param name="text">The file.</param>
    /// <exception cref="YamlEditException">It has problems, which must be mended first.</exception>
    public static YamlDocument Parse(string text)
    {
        var reading = YamlReader.Read(text, "text");
        return reading is { Root: { } root, Problems.Count: 0 } ? new YamlDocument(text, root)
            : throw new YamlEditException($"The file must be valid before it can be changed: {reading.Problems[0]}");
    }

    /// <summary>Sets a property: a present one keeps its place and, where it can, its quotes; a new one goes to the end of its mapping.</summary>
    /// <param name="path">Keys from the top; positions in lists as numbers from 0. Mappings that are missing are made.</param>
    /// <param name="value">The new value.</param>
    /// <returns>The changed file; this one if it says so already.</returns>
    /// <exception cref="YamlEditException">The change would change something else too, such as other aliases of the same anchor.</exception>
    public YamlDocument Set(IReadOnlyList<string> path, Node value)
    {
        if (path.Count == 0)
        {
            throw new YamlEditException("The path is empty: write the whole file instead.");
        }

        if (NodeChange.Find(_root, path) is { } present && NodeChange.IsSame(present, value))
        {
            return this;
        }

        var (parent, depth) = Deepest(path);
        var added = value;
        for (var i = path.Count - 1; i > depth; i--)
        {
            added = new MappingNode([new MappingEntry(path[i], value.Place, added)], value.Place);
        }

        var body = depth == path.Count ? Replace(parent, value)
            : parent.IsMapping ? Insert(parent, path[depth], added)
            : parent.Event is Scalar { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } ? Replace(parent, new MappingNode([new MappingEntry(path[depth], value.Place, added)], value.Place))
            : throw new YamlEditException($"'{path[depth]}' cannot be set: what stands above it is no mapping.");
        return Checked(body, NodeChange.Apply(_root, path.ToArray(), (key, _) => (key, value)));
    }

    /// <summary>Gives a property another name, at the same place.</summary>
    /// <param name="path">Keys from the top.</param>
    /// <param name="key">The new name.</param>
    /// <exception cref="YamlEditException">There is no such property, or the mapping has one of that name.</exception>
    public YamlDocument Rename(IReadOnlyList<string> path, string key)
    {
        var (parent, index) = Entry(path);
        var old = parent.IsMapping ? parent.Items[index - 1] : throw new YamlEditException("An item of a list has no name.");
        return Checked(Splice(old.Start, old.End, YamlText.Key(key)), NodeChange.Apply(_root, path.ToArray(), (_, value) => (key, value!)));
    }

    /// <summary>Adds an item to the end of a list.</summary>
    /// <param name="path">Keys from the top, to the list.</param>
    /// <param name="value">The item.</param>
    /// <exception cref="YamlEditException">There is no list, or aliases repeat it.</exception>
    public YamlDocument Append(IReadOnlyList<string> path, Node value)
    {
        var (list, depth) = Deepest(path);
        if (depth != path.Count || !list.IsList)
        {
            throw new YamlEditException($"'{string.Join('.', path)}' is no list.");
        }

        var item = YamlFlow.Write(value);
        var body = list.IsFlow ? Splice(FlowEnd(list), FlowEnd(list), list.Items.Count == 0 ? item : ", " + item)
            : InsertLine(list, $"- {item}");
        return Checked(body, NodeChange.Apply(_root, [.. path, $"{list.Items.Count}"], (key, _) => (key, value)));
    }

    /// <summary>Removes a property or an item of a list, with the comment on its own line.</summary>
    /// <param name="path">Keys from the top; positions in lists as numbers from 0.</param>
    /// <exception cref="YamlEditException">There is none, or something else would change, such as an alias that needs it.</exception>
    public YamlDocument Remove(IReadOnlyList<string> path)
    {
        var (parent, index) = Entry(path);
        var step = parent.IsMapping ? 2 : 1;
        var first = parent.Items[index - step + 1];
        var (start, end) = (first.Start, parent.Items[index].End);
        string body;
        if (parent.Items.Count == step)
        {
            body = Splice(parent.Start, parent.End, parent.IsMapping ? "{}" : "[]");
        }
        else if (parent.IsFlow)
        {
            body = index + 1 < parent.Items.Count ? Splice(start, parent.Items[index + 1].Start, "") : Splice(parent.Items[index - step].End, end, "");
        }
        else
        {
            var line = LineStart(start);
            var next = LineEnd(end);
            var prefix = _body[line..start];
            body = prefix.Trim(' ').Length == 0 || (parent.IsList && prefix.Trim(' ') == "-") ? Splice(line, next < _body.Length ? next + 1 : next, "")
                : index + 1 < parent.Items.Count ? Splice(start, parent.Items[index + 1].Start, "")
                : throw new YamlEditException("This value shares its line with others; remove it by hand.");
        }

        return Checked(body, NodeChange.Apply(_root, path.ToArray(), (_, _) => null));
    }

    // The deepest value on the way that exists, and how many segments lead to it.
    private (YamlSpan Span, int Depth) Deepest(IReadOnlyList<string> path)
    {
        var span = _span;
        for (var depth = 0; depth < path.Count; depth++)
        {
            RefuseShared(span, path[depth]);
            var index = IndexOf(span, path[depth]);
            if (index < 0)
            {
                return (span, depth);
            }

            span = span.Items[index];
        }

        return (span, path.Count);
    }

    private (YamlSpan Parent, int Index) Entry(IReadOnlyList<string> path)
    {
        var (parent, depth) = Deepest([.. path.SkipLast(1)]);
        var index = path.Count == 0 || depth < path.Count - 1 ? -1 : IndexOf(parent, path[^1]);
        RefuseShared(parent, path.Count == 0 ? "" : path[^1]);
        return index >= 0 ? (parent, index) : throw new YamlEditException($"There is no '{string.Join('.', path)}' written in this file.");
    }

    private static int IndexOf(YamlSpan span, string segment)
    {
        if (span.IsList)
        {
            return int.TryParse(segment, out var position) && position >= 0 && position < span.Items.Count ? position
                : throw new YamlEditException($"The list has no item {segment}.");
        }

        for (var i = 0; span.IsMapping && i < span.Items.Count; i += 2)
        {
            if (span.Items[i].Event is Scalar key && key.Value == segment)
            {
                return i + 1;
            }
        }

        return -1;
    }

    private static void RefuseShared(YamlSpan span, string segment)
    {
        if (span.Event is AnchorAlias alias)
        {
            throw new YamlEditException($"'{segment}' stands behind the alias '*{alias.Value}': changing it would change every other place that uses '&{alias.Value}'. Write the value out first.");
        }
    }

    private string Replace(YamlSpan old, Node value)
    {
        var text = _body[old.Start..old.End];
        if (old.Event is not Scalar { Style: not (ScalarStyle.Literal or ScalarStyle.Folded) } && text.Contains('#', StringComparison.Ordinal))
        {
            throw new YamlEditException($"Line {old.Event.Start.Line}: replacing this value would lose the comments in it. Change what is in it, or remove the comments first.");
        }

        var single = old.Event is Scalar { Style: ScalarStyle.SingleQuoted } && value is ScalarNode { IsTyped: false } quoted && YamlText.IsOneLine(quoted.Value);
        var written = single ? $"'{((ScalarNode)value).Value.Replace("'", "''", StringComparison.Ordinal)}'"
            : old.Event is Scalar { Style: ScalarStyle.DoubleQuoted } && value is ScalarNode { IsTyped: false } doubled ? YamlText.Quote(doubled.Value)
            : YamlFlow.Write(value);
        // Nothing after 'key:' or '-' stands directly behind the sign.
        var gap = old.Start == old.End && old.Start > 0 && _body[old.Start - 1] is not (' ' or '\n') ? " " : "";
        return Splice(old.Start, old.End, gap + written);
    }

    private string Insert(YamlSpan mapping, string key, Node value)
    {
        if (mapping.IsFlow)
        {
            var at = FlowEnd(mapping);
            var entry = $"{YamlText.Key(key)}: {YamlFlow.Write(value)}";
            return Splice(at, at, mapping.Items.Count == 0 ? $" {entry} " : $", {entry}");
        }

        var indentation = Column(mapping.Items[0].Start);
        var block = YamlWriter.Write(new MappingNode([new MappingEntry(key, value.Place, value)], value.Place)).TrimEnd('\n');
        return InsertLine(mapping, block.Replace("\n", "\n" + new string(' ', indentation), StringComparison.Ordinal));
    }

    private string InsertLine(YamlSpan collection, string lines)
    {
        var newLine = _body.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var at = LineEnd(collection.End);
        at = at > 0 && at <= _body.Length && _body[at - 1] == '\r' ? at - 1 : at;
        var indentation = new string(' ', Column(collection.Start));
        return Splice(at, at, newLine + indentation + lines.Replace("\n", newLine, StringComparison.Ordinal));
    }

    // Behind the last item of a flow collection, or behind its opening bracket.
    private static int FlowEnd(YamlSpan collection) => collection.Items.Count > 0 ? collection.Items[^1].End : collection.End - 1;

    private string Splice(int start, int end, string text) => string.Concat(_body.AsSpan(0, start), text, _body.AsSpan(end));

    private int LineStart(int offset) => _body.LastIndexOf('\n', Math.Max(offset - 1, 0)) + 1;

    private int LineEnd(int offset) => _body.IndexOf('\n', Math.Min(offset, _body.Length)) is var end and >= 0 ? end : _body.Length;

    private int Column(int offset) => offset - LineStart(offset);

    private YamlDocument Checked(string body, Node expected)
    {
        var reading = YamlReader.Read(_mark + body, "text");
        return reading is { Root: { } root, Problems.Count: 0 } && NodeChange.IsSame(root, expected) ? new YamlDocument(_mark + body, root)
            : throw new YamlEditException("This change would also change something else in the file (an anchor with aliases, a merged mapping, or a style that cannot be kept). Make it by hand.");
    }
}
