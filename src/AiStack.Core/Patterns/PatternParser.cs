using AiStack.Core.Problems;

namespace AiStack.Core.Patterns;

/// <summary>Reads a pattern as PCRE does in UTF mode, and notes on the way whatever .NET or PCRE would read otherwise.</summary>
/// <remarks>It goes on after a finding, so that all come at once; the tree is of use only when none of them is an error.</remarks>
internal sealed partial class PatternParser
{
    internal const int LongestPattern = 8_192;

    // PCRE's own limit is 250.
    private const int DeepestNesting = 200;
    private const int LargestCount = 65_535;

    private readonly string _text;
    private readonly List<PatternFinding> _findings = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<(int Position, int Length, string Group)> _references = [];
    private int _at;
    private int _depth;
    private int _groups;
    private bool _inLookbehind;
    private Flags _flags;

    private PatternParser(string text) => _text = text;

    [Flags]
    private enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        MultiLine = 2,
        SingleLine = 4,
        Extended = 8,
    }

    private bool AtEnd => _at >= _text.Length;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    public static (PatternNode Tree, IReadOnlyList<PatternFinding> Findings) Parse(string text)
    {
        var parser = new PatternParser(text);
        if (text.Length > LongestPattern)
        {
            parser.Error(PatternFindingKind.TooLarge, LongestPattern, text.Length - LongestPattern, $"pattern of {text.Length} characters", $"Split it into patterns of at most {LongestPattern} characters.");
            return (PatternNode.Nothing, parser._findings);
        }

        var tree = parser.Pattern();
        return (tree, parser._findings);
    }

    private PatternNode Pattern()
    {
        var branches = new List<PatternNode> { Alternation() };
        while (!AtEnd)
        {
            Error(PatternFindingKind.UnopenedGroup, _at, 1, "closing parenthesis ')' without an opening one", @"Write \) for the character itself.");
            _at++;
            branches.Add(Alternation());
        }

        foreach (var (position, length, group) in _references)
        {
            if (!_names.ContainsKey(group) && !(int.TryParse(group, out var number) && number <= _groups))
            {
                Error(PatternFindingKind.UnknownReference, position, length, $"reference '{Quote(position, length)}' to a group that does not exist", "Name a group of the pattern.");
            }
        }

        return branches.Count == 1 ? branches[0] : new PatternNode.Sequence(branches);
    }

    private PatternNode Alternation()
    {
        var branches = new List<PatternNode> { Sequence() };
        while (Current == '|' && !AtEnd)
        {
            _at++;
            branches.Add(Sequence());
        }

        return branches.Count == 1 ? branches[0] : new PatternNode.Alternation(branches);
    }

    private PatternNode Sequence()
    {
        var items = new List<PatternNode>();
        SkipIgnored();
        while (!AtEnd && Current is not ('|' or ')'))
        {
            var start = _at;
            var item = Atom();
            SkipIgnored();
            if (item is not null)
            {
                items.Add(Repeated(item, start));
            }

            SkipIgnored();
        }

        return items.Count == 1 ? items[0] : new PatternNode.Sequence(items);
    }

    private PatternNode? Atom()
    {
        var start = _at;
        switch (Current)
        {
            case '(':
                return Group();
            case '[':
                return Class();
            case '\\':
                return Escape();
            case '.':
                _at++;
                return new PatternNode.Characters(_flags.HasFlag(Flags.SingleLine) ? CharSet.Any : CharSets.NotNewLine);
            case '^':
                _at++;
                return new PatternNode.Anchor(_flags.HasFlag(Flags.MultiLine) ? PatternAnchor.LineStart : PatternAnchor.Start);
            case '$':
                _at++;
                return new PatternNode.Anchor(_flags.HasFlag(Flags.MultiLine) ? PatternAnchor.LineEnd : PatternAnchor.EndOrFinalNewLine);
            case '*' or '+' or '?':
            case '{' when TryQuantifier(out _, out _):
                _at = Math.Max(_at, start + 1);
                Error(PatternFindingKind.NothingToRepeat, start, _at - start, $"quantifier '{Quote(start, _at - start)}' with nothing to repeat", $@"Put something before it, or write \{_text[start]} for the character itself.");
                return null;
            default:
                return Literal(CodePoint());
        }
    }

    private PatternNode.Characters Literal(int codePoint)
    {
        var set = CharSet.Of(codePoint);
        return new(_flags.HasFlag(Flags.IgnoreCase) ? CharSets.IgnoringCase(set) : set);
    }

    /// <summary>Takes one character, which may be two units.</summary>
    private int CodePoint()
    {
        var start = _at;
        if (start + 1 < _text.Length && char.IsSurrogatePair(_text[start], _text[start + 1]))
        {
            _at += 2;
            return char.ConvertToUtf32(_text, start);
        }

        _at++;
        if (_text[start] == '\0' || char.IsSurrogate(_text[start]))
        {
            Error(PatternFindingKind.InvalidCharacter, start, 1, $"character U+{(int)_text[start]:X4}", _text[start] == '\0' ? @"Write \x00." : "Remove it: it is half of a character.");
        }

        return _text[start];
    }

    /// <summary>Skips comments, and what the x option makes insignificant.</summary>
    private void SkipIgnored()
    {
        for (; ; )
        {
            if (_text.AsSpan(Math.Min(_at, _text.Length)).StartsWith("(?#"))
            {
                var end = _text.IndexOf(')', _at);
                if (end < 0)
                {
                    Error(PatternFindingKind.UnclosedGroup, _at, _text.Length - _at, "comment '(?#' that is not closed", "Add ')'.");
                }

                _at = end < 0 ? _text.Length : end + 1;
            }
            else if (AtEnd || !_flags.HasFlag(Flags.Extended))
            {
                return;
            }
            else if (Current is ' ' or (>= '\t' and <= '\r'))
            {
                _at++;
            }
            else if (Current == '#')
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end + 1;
            }
            else if (Current is '\u0085' or '\u200E' or '\u200F' or '\u2028' or '\u2029')
            {
                Error(PatternFindingKind.InvalidCharacter, _at, 1, $"white space U+{(int)Current:X4} in a pattern with (?x)", "Remove it: only PCRE ignores it.");
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private string Quote(int position, int length)
    {
        var text = _text.Substring(position, Math.Min(length, _text.Length - position));
        return text.Length > 40 ? text[..40] + "…" : text;
    }

    private void Error(PatternFindingKind kind, int position, int length, string message, string fix)
        => _findings.Add(new PatternFinding(kind, Severity.Error, position, length, message, fix));

    /// <summary>An error about what was just taken.</summary>
    private void Error(PatternFindingKind kind, int start, string what, string fix)
        => Error(kind, start, _at - start, $"{what} '{Quote(start, _at - start)}'", fix);
}
