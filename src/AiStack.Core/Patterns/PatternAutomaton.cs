namespace AiStack.Core.Patterns;

/// <summary>Patterns as a nondeterministic automaton after Thompson: nodes that take a character of a set, split in two, or ask for a place.</summary>
/// <remarks>What it cannot express it takes for more than it is: a lookaround holds, an atomic group gives back, a back-reference is any text.</remarks>
internal sealed class PatternAutomaton
{
    private const int MostNodes = 20_000;

    private readonly List<Node> _nodes = [];
    private readonly List<CharSet> _sets = [];
    private readonly Dictionary<CharSet, int> _numbers = [];

    public PatternAutomaton()
    {
        NewLines = NumberOf(CharSets.NewLine);
        Words = NumberOf(CharSets.Word);
    }

    internal enum Kind
    {
        /// <summary>Takes a character of the set and goes on at the first next.</summary>
        Take,

        /// <summary>Goes on at both.</summary>
        Split,

        /// <summary>Goes on at the first next where the place is the one asked for.</summary>
        Ask,

        /// <summary>Has matched.</summary>
        Accept,
    }

    public IReadOnlyList<Node> Nodes => _nodes;

    public IReadOnlyList<CharSet> Sets => _sets;

    /// <summary>The number of the set of line feeds.</summary>
    public int NewLines { get; }

    /// <summary>The number of the set of word characters.</summary>
    public int Words { get; }

    /// <summary>Whether the patterns are larger than what can be searched; the automaton is of no use then.</summary>
    public bool IsTooLarge => _nodes.Count > MostNodes;

    /// <summary>Adds patterns, any of which may match from here.</summary>
    /// <returns>Where it begins; behind its own accepting node, which is the first that was added. Null without patterns.</returns>
    public int? Add(IEnumerable<PatternNode> patterns)
    {
        int? start = null;
        var accept = -1;
        foreach (var pattern in patterns)
        {
            accept = accept < 0 ? New(new(Kind.Accept, 0, 0, 0)) : accept;
            var entry = Build(pattern, accept);
            start = start is { } other ? New(new(Kind.Split, 0, other, entry)) : entry;
        }

        return start;
    }

    /// <summary>Backwards: what comes next exists already.</summary>
    private int Build(PatternNode node, int next)
    {
        if (IsTooLarge)
        {
            return next;
        }

        switch (node)
        {
            case PatternNode.Characters characters:
                return New(new(Kind.Take, NumberOf(characters.Set), next, next));
            case PatternNode.Anchor anchor:
                return New(new(Kind.Ask, (int)anchor.Place, next, next));
            case PatternNode.Sequence sequence:
                return sequence.Items.Reverse().Aggregate(next, (after, item) => Build(item, after));
            case PatternNode.Alternation alternation:
                return alternation.Branches.Select(branch => Build(branch, next)).ToList().Aggregate((left, right) => New(new(Kind.Split, 0, left, right)));
            case PatternNode.Capture or PatternNode.Atomic:
                return Build(node.Children.First(), next);
            case PatternNode.Repetition repetition:
                return Repeat(repetition.Item, repetition.Minimum, repetition.Maximum, next);
            case PatternNode.Reference:
                return Repeat(new PatternNode.Characters(CharSet.Any), 0, null, next);
            default:
                return next;
        }
    }

    private int Repeat(PatternNode item, int minimum, int? maximum, int next)
    {
        var entry = next;
        if (maximum is null)
        {
            entry = New(new(Kind.Split, 0, next, next));
            _nodes[entry] = new(Kind.Split, 0, Build(item, entry), next);
        }

        for (var i = minimum; i < maximum && !IsTooLarge; i++)
        {
            entry = New(new(Kind.Split, 0, Build(item, entry), next));
        }

        for (var i = 0; i < minimum && !IsTooLarge; i++)
        {
            var before = _nodes.Count;
            entry = Build(item, entry);
            if (_nodes.Count == before)
            {
                // An empty item is the same however often it comes.
                break;
            }
        }

        return entry;
    }

    private int New(Node node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    private int NumberOf(CharSet set)
    {
        if (!_numbers.TryGetValue(set, out var number))
        {
            number = _numbers[set] = _sets.Count;
            _sets.Add(set);
        }

        return number;
    }

    /// <summary>A node.</summary>
    /// <param name="Kind">What it does.</param>
    /// <param name="Detail">The number of the set that it takes from, or the place that it asks for.</param>
    /// <param name="First">Where it goes on.</param>
    /// <param name="Second">Where it goes on too.</param>
    internal readonly record struct Node(Kind Kind, int Detail, int First, int Second);
}
