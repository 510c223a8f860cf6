using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>Makes values that are to be written: they stand nowhere yet.</summary>
public static class Nodes
{
    private static readonly Place Nowhere = new("");

    /// <summary>Text, a number or a truth value; the writer quotes what would read back as something else.</summary>
    public static ScalarNode Plain(string value) => new(value, IsPlain: true, Nowhere);

    /// <summary>Text, whatever it looks like.</summary>
    public static ScalarNode Text(string value) => new(value, IsPlain: false, Nowhere);

    /// <summary>A list.</summary>
    public static SequenceNode List(IEnumerable<Node> items) => new([.. items], Nowhere);

    /// <summary>A mapping, without the entries that have no value.</summary>
    public static MappingNode Mapping(params IEnumerable<(string Key, Node? Value)> entries) =>
        new([.. entries.Where(entry => entry.Value is not null).Select(entry => new MappingEntry(entry.Key, Nowhere, entry.Value!))], Nowhere);
}
