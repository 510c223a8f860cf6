using System.Runtime.InteropServices;

namespace AiStack.Core.Patterns;

/// <summary>Runs a forbidden and a required automaton over texts at once, each beginning anew at every character, as a search does.</summary>
/// <remarks>
/// Where a place asks for what follows, a thread goes on with the promise that one of some continuations comes, and ends when another does.
/// So a state tells all about the rest of the text without looking ahead.
/// </remarks>
internal sealed class PatternThreads(PatternAutomaton automaton, int? forbidden, int? required, int firstRequired)
{
    private readonly TextAhead[] _promises = new TextAhead[automaton.Nodes.Count];
    private readonly List<int> _touched = [];
    private readonly Stack<(int Node, TextAhead Promise)> _waiting = new();

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Before the first character; null when something forbidden has matched already.</summary>
    public State? Start() => Close(required is null, TextAhead.None);

    /// <summary>Behind one character more; null when something forbidden has matched, whatever may follow.</summary>
    public State? After(State state, CharClasses.Class next)
    {
        var kind = next.IsIn(automaton.Words) ? TextAhead.Word : next.IsIn(automaton.NewLines) ? TextAhead.NewLine : TextAhead.Other;
        foreach (var (node, promise) in state.Threads)
        {
            Steps++;
            var kept = kind != TextAhead.NewLine ? ((promise & kind) != 0 ? TextAhead.Anything : TextAhead.None)
                : (promise.HasFlag(TextAhead.FinalNewLine) ? TextAhead.End : TextAhead.None) | (promise.HasFlag(TextAhead.NewLine) ? TextAhead.Anything & ~TextAhead.End : TextAhead.None);
            var at = automaton.Nodes[node];
            if (at.Kind == PatternAutomaton.Kind.Accept)
            {
                Reach(node, kept);
            }
            else if (next.IsIn(at.Detail))
            {
                Reach(at.First, kept);
            }
        }

        return Close(state.IsSatisfied, kind);
    }

    /// <param name="satisfied">Whether what is required has matched.</param>
    /// <param name="before">The character before this place; none at the beginning of the text.</param>
    private State? Close(bool satisfied, TextAhead before)
    {
        Begin(forbidden);
        Begin(satisfied ? null : required);
        while (_waiting.TryPop(out var thread))
        {
            Steps++;
            var at = automaton.Nodes[thread.Node];
            switch (at.Kind)
            {
                case PatternAutomaton.Kind.Split:
                    Reach(at.First, thread.Promise);
                    Reach(at.Second, thread.Promise);
                    break;
                case PatternAutomaton.Kind.Ask:
                    Reach(at.First, thread.Promise & Allowed((PatternAnchor)at.Detail, before));
                    break;
            }
        }

        satisfied |= firstRequired < _promises.Length && _promises[firstRequired] == TextAhead.Anything;
        var dead = forbidden is not null && _promises[0] == TextAhead.Anything;
        _touched.Sort();
        var threads = new List<(int, TextAhead)>();
        var (denies, admits) = (false, satisfied);
        foreach (var node in _touched)
        {
            var (kind, promise) = (automaton.Nodes[node].Kind, _promises[node]);
            _promises[node] = TextAhead.None;
            if (kind is PatternAutomaton.Kind.Take or PatternAutomaton.Kind.Accept && !(satisfied && node >= firstRequired))
            {
                threads.Add((node, promise));
                if (kind == PatternAutomaton.Kind.Accept && promise.HasFlag(TextAhead.End))
                {
                    denies |= node < firstRequired;
                    admits |= node >= firstRequired;
                }
            }
        }

        _touched.Clear();
        return dead ? null : new([.. threads], satisfied, admits && !denies);
    }

    private void Begin(int? node)
    {
        if (node is { } start)
        {
            Reach(start, TextAhead.Anything);
        }
    }

    private void Reach(int node, TextAhead promise)
    {
        var added = promise & ~_promises[node];
        if (added != TextAhead.None)
        {
            if (_promises[node] == TextAhead.None)
            {
                _touched.Add(node);
            }

            _promises[node] |= added;
            _waiting.Push((node, added));
        }
    }

    private static TextAhead Allowed(PatternAnchor place, TextAhead before) => place switch
    {
        PatternAnchor.Start => before == TextAhead.None ? TextAhead.Anything : TextAhead.None,
        PatternAnchor.LineStart => before switch { TextAhead.None => TextAhead.Anything, TextAhead.NewLine => TextAhead.Anything & ~TextAhead.End, _ => TextAhead.None },
        PatternAnchor.End => TextAhead.End,
        PatternAnchor.EndOrFinalNewLine => TextAhead.End | TextAhead.FinalNewLine,
        PatternAnchor.LineEnd => TextAhead.End | TextAhead.FinalNewLine | TextAhead.NewLine,
        _ when (place == PatternAnchor.WordBoundary) == (before == TextAhead.Word) => TextAhead.Anything & ~TextAhead.Word,
        _ => TextAhead.Word,
    };

    /// <summary>Where all threads are at one place of a text.</summary>
    /// <param name="Threads">Their nodes, ascending, each with what may follow for it to live.</param>
    /// <param name="IsSatisfied">Whether what is required has matched, whatever follows.</param>
    /// <param name="Passes">Whether a text that ends here has what is required and nothing that is forbidden.</param>
    internal sealed record State((int Node, TextAhead Promise)[] Threads, bool IsSatisfied, bool Passes)
    {
        /// <summary>Equal for states that cannot be told apart any more.</summary>
        public string Key { get; } = (IsSatisfied ? "+" : "-") + new string(MemoryMarshal.Cast<(int, TextAhead), char>(Threads));
    }
}
