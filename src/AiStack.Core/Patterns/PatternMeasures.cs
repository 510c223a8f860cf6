namespace AiStack.Core.Patterns;

/// <summary>Simple properties of a pattern's tree.</summary>
internal static class PatternMeasures
{
    /// <summary>How many characters a part takes, when that is always the same number.</summary>
    public static int? FixedLength(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Characters:
                return 1;
            case PatternNode.Anchor or PatternNode.Look:
                return 0;
            case PatternNode.Capture or PatternNode.Atomic:
                return FixedLength(node.Children.First());
            case PatternNode.Repetition repetition when repetition.Minimum == repetition.Maximum:
                return FixedLength(repetition.Item) is { } each ? (int)Math.Min((long)each * repetition.Minimum, int.MaxValue) : null;
            case PatternNode.Sequence sequence:
                var lengths = sequence.Items.Select(FixedLength).ToList();
                return lengths.Contains(null) ? null : (int)Math.Min(lengths.Sum(length => (long)length!), int.MaxValue);
            case PatternNode.Alternation alternation:
                var all = alternation.Branches.Select(FixedLength).Distinct().ToList();
                return all.Count == 1 ? all[0] : null;
            default:
                return null;
        }
    }

    /// <summary>Whether a part matches the empty text wherever it stands.</summary>
    public static bool IsOptional(PatternNode node) => node switch
    {
        PatternNode.Sequence sequence => sequence.Items.All(IsOptional),
        PatternNode.Alternation alternation => alternation.Branches.Any(IsOptional),
        PatternNode.Repetition repetition => repetition.Minimum == 0 || IsOptional(repetition.Item),
        PatternNode.Capture capture => IsOptional(capture.Item),
        PatternNode.Atomic atomic => IsOptional(atomic.Item),
        _ => false,
    };

    /// <summary>About how many bytes PCRE's compiled pattern takes: it writes out the groups that are counted.</summary>
    public static double CompiledSize(PatternNode node) => node switch
    {
        PatternNode.Characters characters => characters.Set.Ranges.Count == 1 ? 6 : Math.Min(40 + (6 * characters.Set.Ranges.Count), 400),
        PatternNode.Repetition { Item: PatternNode.Characters } single => 8 + CompiledSize(single.Item),
        PatternNode.Repetition repetition => 10 + ((CompiledSize(repetition.Item) + 8) * Math.Max(1, repetition.Maximum ?? repetition.Minimum + 1)),
        _ => 10 + node.Children.Sum(CompiledSize),
    };
}
