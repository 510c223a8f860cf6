using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>Collects the entries of a mapping: reports keys that stand twice, and takes over what <c>&lt;&lt;</c> names.</summary>
internal sealed class MappingBuilder(Place place, List<Problem> problems)
{
    private readonly List<MappingEntry> _entries = [];
    private readonly Dictionary<string, Place> _keys = new(StringComparer.Ordinal);
    private List<MappingNode>? _merged;
    private Place? _mergePlace;
    private int _mergeIndex;

    public void Add(ScalarNode key, Node value)
    {
        var isMerge = key is { IsPlain: true, Value: "<<" };
        var first = isMerge ? _mergePlace : _keys.GetValueOrDefault(key.Value);
        if (first is not null)
        {
            problems.Add(YamlProblems.DuplicateKey.At(key.Place, $"'{key.Value}' stands twice in this mapping; the first is at {first}.",
                isMerge ? "Merge several mappings with a list: '<<: [*a, *b]'." : "Remove one of the two, or give one another name."));
        }
        else if (isMerge)
        {
            (_mergePlace, _mergeIndex) = (key.Place, _entries.Count);
            Merge(value);
        }
        else
        {
            _keys.Add(key.Value, key.Place);
            _entries.Add(new MappingEntry(key.Value, key.Place, value));
        }
    }

    /// <summary>The mapping; entries of others stand where <c>&lt;&lt;</c> stood, and their own keys win.</summary>
    /// <param name="most">How many entries of others may be looked at before giving up: <paramref name="looked"/> is then larger.</param>
    /// <param name="looked">How many entries of others were looked at.</param>
    public MappingNode Build(int most, out int looked)
    {
        looked = 0;
        if (_merged is not null)
        {
            var taken = new List<MappingEntry>();
            foreach (var entry in _merged.SelectMany(source => source.Entries))
            {
                if (++looked > most)
                {
                    break;
                }

                if (_keys.TryAdd(entry.Key, entry.KeyPlace))
                {
                    taken.Add(entry);
                }
            }

            _entries.InsertRange(_mergeIndex, taken);
        }

        return new MappingNode(_entries, place);
    }

    private void Merge(Node value)
    {
        _merged = [];
        foreach (var source in value is SequenceNode list ? list.Items : [value])
        {
            if (source is MappingNode mapping)
            {
                _merged.Add(mapping);
            }
            else if (source is not ScalarNode { IsNull: true })
            {
                problems.Add(YamlProblems.Merge.At(source.Place, $"'<<' takes over the entries of a mapping, but this is {source.Noun}.",
                    "Name a mapping ('<<: *name') or a list of them ('<<: [*a, *b]'), or put quotes around '<<' if it is a name."));
            }
        }
    }
}
