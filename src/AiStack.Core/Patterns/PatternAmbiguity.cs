namespace AiStack.Core.Patterns;

/// <summary>Finds repetitions that can match one text in exponentially many ways (nested quantifiers such as <c>(a+)+</c>).</summary>
/// <remarks>
/// Each repetition becomes a Glushkov automaton (a state per character, edges to what may follow). Two different ways round from a
/// state to itself over the same text double the ways with every turn.
/// </remarks>
internal sealed class PatternAmbiguity
{
    private const int MostPositions = 120;
    private const int MostSteps = 2_000_000;

    private readonly List<CharSet> _positions = [];
    private readonly Dictionary<(int From, int To), int> _edges = [];

    private PatternAmbiguity()
    {
    }

    /// <summary>The innermost of such repetitions. None is named in a pattern too large to tell.</summary>
    public static IEnumerable<PatternNode.Repetition> Find(PatternNode node)
    {
        var inner = node.Children.SelectMany(Find).ToList();
        if (inner.Count == 0 && node is PatternNode.Repetition { Maximum: null, Item: not PatternNode.Characters } repetition && IsAmbiguous(repetition))
        {
            return [repetition];
        }

        return inner;
    }

    private static bool IsAmbiguous(PatternNode.Repetition repetition)
    {
        var automaton = new PatternAmbiguity();
        automaton.Add(repetition);
        return automaton._positions.Count <= MostPositions && automaton.HasTwoWaysRound();
    }

    private (List<int> First, List<int> Last, bool Optional) Add(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Characters characters when _positions.Count <= MostPositions:
                _positions.Add(characters.Set);
                return ([_positions.Count - 1], [_positions.Count - 1], false);
            case PatternNode.Capture capture:
                return Add(capture.Item);
            case PatternNode.Sequence sequence:
                return sequence.Items.Select(Add).Aggregate(((List<int>)[], (List<int>)[], true), Join);
            case PatternNode.Alternation alternation:
                var branches = alternation.Branches.Select(Add).ToList();
                return ([.. branches.SelectMany(b => b.First)], [.. branches.SelectMany(b => b.Last)], branches.Any(b => b.Optional));
            case PatternNode.Repetition repetition:
                return AddRepetition(repetition);
            case PatternNode.Atomic or PatternNode.Reference when _positions.Count <= MostPositions:
                // What gives nothing back, or is not known here, counts as a character of its own.
                _positions.Add(CharSet.Of(0xF0000 + _positions.Count));
                return ([_positions.Count - 1], [_positions.Count - 1], false);
            default:
                return ([], [], true);
        }
    }

    private (List<int> First, List<int> Last, bool Optional) AddRepetition(PatternNode.Repetition repetition)
    {
        if (repetition.Maximum == 0)
        {
            return ([], [], true);
        }

        var part = Add(repetition.Item);
        if (repetition.Maximum is null)
        {
            Connect(part.Last, part.First);
        }
        else if (repetition.Maximum > Math.Max(1, repetition.Minimum))
        {
            // Of a count, one copy and an optional one show the ambiguity that an outer repetition makes of it.
            var (first, last, optional) = Add(repetition.Item);
            part = Join(part, (first, last, true));
            part.Optional |= optional && repetition.Minimum == 0;
        }

        return (part.First, part.Last, part.Optional || repetition.Minimum == 0);
    }

    private (List<int> First, List<int> Last, bool Optional) Join((List<int> First, List<int> Last, bool Optional) left, (List<int> First, List<int> Last, bool Optional) right)
    {
        Connect(left.Last, right.First);
        return (
            left.Optional ? [.. left.First, .. right.First] : left.First,
            right.Optional ? [.. left.Last, .. right.Last] : right.Last,
            left.Optional && right.Optional);
    }

    private void Connect(List<int> from, List<int> to)
    {
        foreach (var left in from)
        {
            foreach (var right in to)
            {
                _edges[(left, right)] = _edges.GetValueOrDefault((left, right)) + 1;
            }
        }
    }

    private bool HasTwoWaysRound()
    {
        var next = _edges.Keys.ToLookup(edge => edge.From, edge => edge.To);
        var count = _positions.Count;

        // The outermost repetition connects everything: all positions are on one cycle, so an edge made twice is on it too.
        if (_edges.Values.Any(times => times > 1))
        {
            return true;
        }

        var back = new Dictionary<int, List<int>>();
        var forward = new HashSet<int>();
        var queue = new Queue<int>(Enumerable.Range(0, count).Select(p => (p * count) + p));
        for (var steps = 0; queue.TryDequeue(out var pair);)
        {
            if (!forward.Add(pair))
            {
                continue;
            }

            foreach (var left in next[pair / count])
            {
                foreach (var right in next[pair % count])
                {
                    if (++steps > MostSteps)
                    {
                        return false;
                    }

                    if (left == right || _positions[left].Overlaps(_positions[right]))
                    {
                        var to = (left * count) + right;
                        (back.TryGetValue(to, out var sources) ? sources : back[to] = []).Add(pair);
                        queue.Enqueue(to);
                    }
                }
            }
        }

        // Every position reaches every other, so it is enough that a pair of different ones comes from and returns to equal ones.
        var returning = new HashSet<int>();
        for (queue = new(Enumerable.Range(0, count).Select(p => (p * count) + p)); queue.TryDequeue(out var pair);)
        {
            if (returning.Add(pair))
            {
                back.GetValueOrDefault(pair)?.ForEach(queue.Enqueue);
            }
        }

        return returning.Any(pair => pair / count != pair % count && forward.Contains(pair));
    }
}
