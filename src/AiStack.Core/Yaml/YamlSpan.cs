using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiStack.Core.Yaml;

/// <summary>A value and the stretch of text that it takes: what an edit of the text needs to know, and a node does not.</summary>
/// <param name="Event">The event that began it.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Items">Keys and values in turn, or the items of a list.</param>
internal sealed record YamlSpan(ParsingEvent Event, int Start, List<YamlSpan> Items)
{
    /// <summary>Offset behind its last character.</summary>
    public int End { get; private set; }

    public bool IsMapping => Event is MappingStart;

    public bool IsList => Event is SequenceStart;

    public bool IsFlow => Event is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };

    /// <summary>The outermost value of a text that is known to be readable.</summary>
    public static YamlSpan Parse(string text)
    {
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext() && parser.Current is not (NodeEvent or AnchorAlias))
        {
        }

        return Read(parser, text);
    }

    private static YamlSpan Read(Parser parser, string text)
    {
        var span = new YamlSpan(parser.Current!, Math.Min((int)parser.Current!.Start.Index, text.Length), []);
        if (span.Event is MappingStart or SequenceStart)
        {
            while (parser.MoveNext() && parser.Current is NodeEvent or AnchorAlias)
            {
                span.Items.Add(Read(parser, text));
            }

            span.End = span.IsFlow ? (int)parser.Current!.Start.Index + 1 : span.Items[^1].End;
        }
        else
        {
            // A block scalar's mark, and that of an empty value with an anchor, lie behind the line ends that follow.
            var end = Math.Min((int)span.Event.End.Index, text.Length);
            span.End = Math.Max(span.Start, text.AsSpan(0, end).TrimEnd(" \r\n").Length);
        }

        return span;
    }
}
