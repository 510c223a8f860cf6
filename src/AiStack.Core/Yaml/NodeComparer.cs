namespace AiStack.Core.Yaml;

/// <summary>Compares values of a file, wherever they stand.</summary>
public static class NodeComparer
{
    /// <summary>Whether two values say the same: same kind, same text, same names in the same order.</summary>
    public static bool AreEqual(Node one, Node other) => (one, other) switch
    {
        (ScalarNode a, ScalarNode b) => a.Value == b.Value && a.IsPlain == b.IsPlain,
        (SequenceNode a, SequenceNode b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => AreEqual(pair.First, pair.Second)),
        (MappingNode a, MappingNode b) => a.Entries.Count == b.Entries.Count
            && a.Entries.Zip(b.Entries).All(pair => pair.First.Key == pair.Second.Key && AreEqual(pair.First.Value, pair.Second.Value)),
        _ => false,
    };
}
