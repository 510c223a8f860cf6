using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AiStack.Core.Patterns;

/// <summary>Writes a pattern's tree as an expression for .NET, which works on UTF-16 units where PCRE works on characters.</summary>
internal sealed class DotNetWriter
{
    private const string WordCharacter = "[0-9A-Z_a-z]";
    private const string Pairs = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private readonly StringBuilder _text = new();
    private readonly bool _exact;
    private readonly bool _capturing;
    private bool _linear = true;

    private DotNetWriter(bool exact, bool capturing) => (_exact, _capturing) = (exact, capturing);

    public static SharedPattern Write(PatternNode tree)
    {
        // What holds where something is missing would also hold in the middle of a surrogate pair.
        var all = tree.All.ToList();
        var capturing = all.Any(node => node is PatternNode.Reference);
        var exact = capturing || all.Any(node => node is PatternNode.Look or PatternNode.Anchor { Place: PatternAnchor.NotWordBoundary });
        var writer = new DotNetWriter(exact, capturing);
        if (exact)
        {
            writer._text.Append(@"(?<![\uD800-\uDBFF](?=[\uDC00-\uDFFF]))");
            writer._linear = false;
            writer.Grouped(tree);
        }
        else
        {
            writer.Add(tree);
        }

        return new SharedPattern(writer._text.ToString(), RegexOptions.CultureInvariant, writer._linear);
    }

    private void Add(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Characters characters:
                _text.Append(Characters(characters.Set));
                break;
            case PatternNode.Sequence sequence:
                AddSequence(sequence.Items);
                break;
            case PatternNode.Alternation alternation:
                _text.Append("(?:");
                for (var i = 0; i < alternation.Branches.Count; i++)
                {
                    _text.Append(i == 0 ? "" : "|");
                    Add(alternation.Branches[i]);
                }

                _text.Append(')');
                break;
            case PatternNode.Repetition repetition:
                AddRepetition(repetition);
                break;
            case PatternNode.Capture capture:
                _text.Append(_capturing ? string.Create(CultureInfo.InvariantCulture, $"(?<{capture.Number}>") : "(?:");
                Add(capture.Item);
                _text.Append(')');
                break;
            case PatternNode.Atomic atomic:
                _linear = false;
                Wrapped("(?>", atomic.Item);
                break;
            case PatternNode.Look look:
                _linear = false;
                Wrapped((look.Ahead, look.Negative) switch { (true, false) => "(?=", (true, true) => "(?!", (false, false) => "(?<=", _ => "(?<!" }, look.Item);
                break;
            case PatternNode.Anchor anchor:
                AddAnchor(anchor.Place, null, null);
                break;
            case PatternNode.Reference reference:
                _linear = false;
                _text.Append(CultureInfo.InvariantCulture, $@"\k<{reference.Group}>");
                break;
        }
    }

    private void AddSequence(IReadOnlyList<PatternNode> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is PatternNode.Anchor anchor)
            {
                AddAnchor(anchor.Place, SetAt(i - 1), SetAt(i + 1));
            }
            else
            {
                Add(items[i]);
            }
        }

        CharSet? SetAt(int index) => index >= 0 && index < items.Count && items[index] is PatternNode.Characters characters ? characters.Set : null;
    }

    private void AddRepetition(PatternNode.Repetition repetition)
    {
        var (minimum, maximum) = (repetition.Minimum, repetition.Maximum);
        var lazy = repetition.Lazy ? "?" : "";
        if (!_exact && maximum is null && minimum <= 1 && repetition.Item is PatternNode.Characters { Set: var set } && IsWhollyAbove(set))
        {
            // Much faster than counting pairs, and the same where nothing can see the middle of a pair.
            _text.Append(minimum == 1 ? Characters(set) : "").Append(Units(set, withPairs: true)).Append('*').Append(lazy);
            return;
        }

        Grouped(repetition.Item);
        _text.Append((minimum, maximum) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"{{{minimum},}}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{{{minimum},{maximum}}}"),
        }).Append(lazy);
    }

    private void AddAnchor(PatternAnchor place, CharSet? before, CharSet? after)
    {
        _linear &= place is PatternAnchor.Start or PatternAnchor.End or PatternAnchor.EndOrFinalNewLine or PatternAnchor.LineEnd;
        _text.Append(place switch
        {
            PatternAnchor.Start => @"\A",
            PatternAnchor.End => @"\z",
            PatternAnchor.EndOrFinalNewLine => @"\Z",
            PatternAnchor.LineEnd => "(?m:$)",
            PatternAnchor.LineStart => @"(?:\A|(?<=\n)(?!\z))",
            PatternAnchor.NotWordBoundary => $"(?:(?<={WordCharacter})(?={WordCharacter})|(?<!{WordCharacter})(?!{WordCharacter}))",

            // Beside a letter half of the question is answered, and the engine can search for the letters.
            _ when after?.IsSubsetOf(CharSets.Word) == true => $"(?<!{WordCharacter})",
            _ when before?.IsSubsetOf(CharSets.Word) == true => $"(?!{WordCharacter})",
            _ => $"(?:(?<={WordCharacter})(?!{WordCharacter})|(?<!{WordCharacter})(?={WordCharacter}))",
        });
    }

    private void Grouped(PatternNode node) => Wrapped("(?:", node);

    private void Wrapped(string open, PatternNode node)
    {
        _text.Append(open);
        Add(node);
        _text.Append(')');
    }

    private static bool IsWhollyAbove(CharSet set) => set.Ranges.Count > 0 && set.Ranges[^1] is { First: <= 0x10000, Last: 0x10FFFF };

    private static string Characters(CharSet set)
    {
        var parts = new List<string>();
        if (set.IsEmpty || set.Ranges[0].First < 0x10000)
        {
            parts.Add(Units(set, withPairs: false));
        }

        if (IsWhollyAbove(set))
        {
            parts.Add(Pairs);
        }
        else
        {
            parts.AddRange(set.Ranges.Where(range => range.Last > 0xFFFF).SelectMany(range => PairsOf(Math.Max(range.First, 0x10000), range.Last)));
        }

        return parts.Count == 1 ? (parts[0].Count(c => c == '[') > 1 ? $"(?:{parts[0]})" : parts[0]) : $"(?:{string.Join('|', parts)})";
    }

    /// <summary>The part of a set below U+10000 as a class; with pairs: their halves too.</summary>
    private static string Units(CharSet set, bool withPairs)
    {
        var ranges = set.Ranges.Where(range => range.First < 0x10000).Select(range => (range.First, Last: Math.Min(range.Last, 0xFFFF))).ToList();
        if (ranges.Count == 0 && !withPairs)
        {
            return @"[^\s\S]";
        }

        if (ranges.Count == 1 && ranges[0].First == ranges[0].Last && !withPairs)
        {
            return Unit(ranges[0].First);
        }

        var text = string.Concat(ranges.Select(range => range.First == range.Last ? Unit(range.First) : $"{Unit(range.First)}-{Unit(range.Last)}"));
        return $"[{text}{(withPairs ? @"\uD800-\uDFFF" : "")}]";
    }

    private static IEnumerable<string> PairsOf(int first, int last)
    {
        for (var high = High(first); high <= High(last); high++)
        {
            var from = high == High(first) ? Low(first) : 0xDC00;
            var to = high == High(last) ? Low(last) : 0xDFFF;
            var until = high;
            if (from == 0xDC00)
            {
                // Whole blocks of 1024 in one.
                while (until < High(last) && (until + 1 < High(last) || Low(last) == 0xDFFF))
                {
                    until++;
                }

                to = until == High(last) ? Low(last) : 0xDFFF;
            }

            yield return string.Create(CultureInfo.InvariantCulture, $@"[\u{high:X4}-\u{until:X4}][\u{from:X4}-\u{to:X4}]");
            high = until;
        }

        static int High(int c) => 0xD800 + ((c - 0x10000) >> 10);
        static int Low(int c) => 0xDC00 + ((c - 0x10000) & 0x3FF);
    }

    private static string Unit(int unit)
        => unit < 0x80 && (char.IsAsciiLetterOrDigit((char)unit) || unit is ' ' or '_' or ',' or ':' or ';' or '@' or '/' or '"' or '\'') ? ((char)unit).ToString()
            : string.Create(CultureInfo.InvariantCulture, $@"\u{unit:X4}");
}
