namespace AiStack.Core.Yaml;

/// <summary>The same changes on values that <see cref="YamlDocument"/> makes to text: what the text must read as afterwards.</summary>
internal static class NodeChange
{
    /// <summary>Whether both mean the same, however they are quoted and wherever they stand.</summary>
    public static bool IsSame(Node one, Node other) => (one, other) switch
    {
        (ScalarNode a, ScalarNode b) => (a.IsNull && b.IsNull) || (a.Value == b.Value && a.IsTyped == b.IsTyped),
        (SequenceNode a, SequenceNode b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => IsSame(pair.First, pair.Second)),
        (MappingNode a, MappingNode b) => a.Entries.Count == b.Entries.Count
            && a.Entries.Zip(b.Entries).All(pair => pair.First.Key == pair.Second.Key && IsSame(pair.First.Value, pair.Second.Value)),
        _ => false,
    };

    /// <summary>The value below a path; <see langword="null"/> when there is none.</summary>
    public static Node? Find(Node? node, IEnumerable<string> path) => path.Aggregate(node, (at, segment) => at switch
    {
        MappingNode mapping => mapping.Entries.FirstOrDefault(entry => entry.Key == segment)?.Value,
        SequenceNode list when int.TryParse(segment, out var index) && index >= 0 && index < list.Items.Count => list.Items[index],
        _ => null,
    });

    /// <summary>A value with the entry or item at a path replaced by what <paramref name="change"/> makes of it: none removes, new keys go last.</summary>
    public static Node Apply(Node node, ReadOnlySpan<string> path, Func<string, Node?, (string Key, Node Value)?> change)
    {
        var segment = path[0];
        if (node is SequenceNode list)
        {
            var items = list.Items.ToList();
            var index = int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture);
            var old = index < items.Count ? items[index] : null;
            var (removed, added) = path.Length > 1 ? (false, Apply(old!, path[1..], change)) : change(segment, old) is { } item ? (false, item.Value) : (true, null);
            items.RemoveRange(index, old is null ? 0 : 1);
            items.InsertRange(index, removed ? [] : [added!]);
            return list with { Items = items };
        }

        var mapping = node as MappingNode ?? new MappingNode([], node.Place);
        var entries = mapping.Entries.ToList();
        var at = entries.FindIndex(entry => entry.Key == segment);
        var present = at < 0 ? null : entries[at];
        var result = path.Length > 1 ? (segment, Apply(present?.Value ?? new MappingNode([], node.Place), path[1..], change)) : change(segment, present?.Value);
        var place = present?.KeyPlace ?? node.Place;
        entries.RemoveRange(Math.Max(at, 0), present is null ? 0 : 1);
        entries.InsertRange(at < 0 ? entries.Count : at, result is var (key, value) ? [new MappingEntry(key, place, value)] : []);
        return mapping with { Entries = entries };
    }
}
