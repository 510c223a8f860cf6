using System.Text;
using System.Text.RegularExpressions;

namespace AiStack.Core.Patterns;

/// <summary>Looks for the shortest text in which one of some patterns is found and none of others, breadth first.</summary>
internal sealed class PatternSearch
{
    private const long MostSteps = 5_000_000;
    private const int MostStates = 50_000;
    private const int MostCandidates = 500;

    // Only patterns the automaton cannot express are run by .NET, whose lookarounds and references may backtrack without end.
    private static readonly TimeSpan s_longestMatch = TimeSpan.FromSeconds(1);

    private readonly PatternThreads _threads;
    private readonly CharClasses _classes;
    private readonly IReadOnlyList<Regex> _any;
    private readonly IReadOnlyList<Regex> _none;
    private string? _empty;
    private bool _gaveUp;
    private bool _timedOut;

    private PatternSearch(PatternThreads threads, CharClasses classes, IReadOnlyList<Regex> any, IReadOnlyList<Regex> none)
        => (_threads, _classes, _any, _none) = (threads, classes, any, none);

    /// <summary>Looks for a text.</summary>
    /// <param name="any">Patterns one of which is to be found; none: nothing need be found.</param>
    /// <param name="none">Patterns that may not be found.</param>
    /// <returns>Yes and the text; No when there is none.</returns>
    public static PatternAnswer Find(IReadOnlyList<string> any, IReadOnlyList<string> none)
    {
        var (required, forbidden) = (Read(any), Read(none));
        if (required is null || forbidden is null)
        {
            return new(PatternVerdict.Unknown, null);
        }

        var exact = required.Where(pattern => pattern.Opaque is null).ToList();
        var answer = exact.Count > 0 || required.Count == 0 ? Find(exact, forbidden, exact: true) : new(PatternVerdict.Unknown, null);
        return answer.Verdict == PatternVerdict.Yes || exact.Count == required.Count ? answer : Find(required, forbidden, exact: false);
    }

    private static PatternAnswer Find(List<Pattern> required, List<Pattern> forbidden, bool exact)
    {
        var automaton = new PatternAutomaton();
        var deny = automaton.Add(forbidden.Where(pattern => pattern.Opaque is null).Select(pattern => pattern.Tree));
        var firstRequired = automaton.Nodes.Count;
        var allow = automaton.Add(required.Select(pattern => pattern.Tree));
        if (automaton.IsTooLarge || CharClasses.Divide(automaton.Sets) is not { } classes)
        {
            return new(PatternVerdict.Unknown, null);
        }

        // Required patterns that are only approximated have to be asked themselves, and then all of them.
        List<Regex> any = exact ? [] : [.. required.Select(pattern => pattern.Opaque ?? RegexOf(pattern.Text))];
        return new PatternSearch(new(automaton, deny, allow, firstRequired), classes, any, [.. forbidden.Select(pattern => pattern.Opaque).OfType<Regex>()]).Run();
    }

    private PatternAnswer Run()
    {
        var readable = _classes.All.Where(c => c.IsReadable).ToList();
        var text = Search(readable);
        if (text is null && readable.Count < _classes.All.Count && !_timedOut)
        {
            _gaveUp = false;
            text = Search(_classes.All);
        }

        text ??= _empty;
        return new(text is not null ? PatternVerdict.Yes : _gaveUp ? PatternVerdict.Unknown : PatternVerdict.No, text);
    }

    /// <summary>The shortest text of these characters that passes and is not empty.</summary>
    private string? Search(IReadOnlyList<CharClasses.Class> alphabet)
    {
        var (known, places, candidates) = (new HashSet<string>(StringComparer.Ordinal), new List<Place>(), 0);
        var last = _threads.Steps + MostSteps;
        if (_threads.Start() is not { } start)
        {
            return null;
        }

        places.Add(new(start, -1, 0));
        if (start.Passes && IsConfirmed(""))
        {
            _empty = "";
        }

        for (var i = 0; i < places.Count; i++)
        {
            foreach (var next in alphabet)
            {
                if (_threads.Steps > last || places.Count > MostStates || candidates >= MostCandidates || _timedOut)
                {
                    _gaveUp = true;
                    return null;
                }

                if (_threads.After(places[i].State, next) is not { } state || !known.Add(state.Key))
                {
                    continue;
                }

                places.Add(new(state, i, next.CodePoint));
                if (state.Passes)
                {
                    candidates++;
                    var text = TextOf(places, places.Count - 1);
                    if (IsConfirmed(text))
                    {
                        return text;
                    }
                }
            }
        }

        return null;
    }

    private bool IsConfirmed(string text)
    {
        try
        {
            if ((_any.Count == 0 || _any.Any(regex => regex.IsMatch(text))) && !_none.Any(regex => regex.IsMatch(text)))
            {
                return true;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // Others would take as long.
            _timedOut = true;
        }

        _gaveUp = true;
        return false;
    }

    private static string TextOf(List<Place> places, int index)
    {
        var characters = new List<Rune>();
        for (; index > 0; index = places[index].From)
        {
            characters.Add(new(places[index].CodePoint));
        }

        characters.Reverse();
        return string.Concat(characters);
    }

    private static List<Pattern>? Read(IReadOnlyList<string> patterns)
    {
        var read = new List<Pattern>();
        foreach (var text in patterns.Distinct())
        {
            if (PatternSubset.TreeOf(text) is not { } tree)
            {
                return null;
            }

            var opaque = tree.All.Any(node => node is PatternNode.Look or PatternNode.Atomic or PatternNode.Reference);
            read.Add(new(text, tree, opaque ? RegexOf(text) : null));
        }

        return read;
    }

    private static Regex RegexOf(string pattern)
        => SharedPattern.ToDotNet(pattern) is { } shared ? new(shared.Expression, shared.Options, s_longestMatch) : throw new InvalidOperationException($"'{pattern}' has a tree and no translation.");

    private sealed record Pattern(string Text, PatternNode Tree, Regex? Opaque);

    private sealed record Place(PatternThreads.State State, int From, int CodePoint);
}
