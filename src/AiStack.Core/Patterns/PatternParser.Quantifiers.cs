using System.Buffers;
using System.Globalization;

namespace AiStack.Core.Patterns;

internal sealed partial class PatternParser
{
    private static readonly SearchValues<char> s_inBraces = SearchValues.Create("0123456789, \t");

    /// <summary>The item with the quantifier that follows it, if one does.</summary>
    private PatternNode Repeated(PatternNode item, int start)
    {
        var at = _at;
        if (!TryQuantifier(out var minimum, out var maximum))
        {
            return item;
        }

        var quantifier = Quote(at, _at - at);
        if (maximum < minimum)
        {
            Error(PatternFindingKind.ReversedQuantifier, at, "quantifier with its maximum below its minimum", $"Write {{{maximum},{minimum}}}.");
            maximum = minimum;
        }

        if (item is PatternNode.Anchor)
        {
            Error(PatternFindingKind.NothingToRepeat, at, $"quantifier after '{Quote(start, at - start)}', which is a place and no text:", "Remove it.");
        }
        else if (item is PatternNode.Look)
        {
            Error(PatternFindingKind.QuantifiedAssertion, at, "quantifier after a lookaround:", "Remove it: a lookaround takes no text that could be repeated.");
        }

        var lazy = Current == '?';
        if (lazy)
        {
            _at++;
        }
        else if (Current == '+')
        {
            _at++;
            Error(PatternFindingKind.PossessiveQuantifier, at, "possessive quantifier", $"Write (?>{Quote(start, at - start)}{quantifier}), which means the same in both.");
        }

        SkipIgnored();
        var second = _at;
        if (TryQuantifier(out _, out _))
        {
            while (TryQuantifier(out _, out _))
            {
            }

            Error(PatternFindingKind.DoubleQuantifier, second, "second quantifier", $"Put what shall be repeated into a group: (?:{Quote(start, second - start)}){Quote(second, _at - second)}.");
        }

        return new PatternNode.Repetition(item, minimum, maximum, lazy, start, _at - start);
    }

    private bool TryQuantifier(out int minimum, out int? maximum)
    {
        (minimum, maximum) = (0, null);
        switch (Current)
        {
            case '*':
                _at++;
                return true;
            case '+':
                _at++;
                minimum = 1;
                return true;
            case '?':
                _at++;
                maximum = 1;
                return true;
            case '{':
                return TryBraces(out minimum, out maximum);
            default:
                return false;
        }
    }

    /// <summary>Braces are a quantifier only when they hold one; else they are text.</summary>
    private bool TryBraces(out int minimum, out int? maximum)
    {
        (minimum, maximum) = (0, null);
        var end = _text.IndexOf('}', _at);
        if (end < 0 || _text.AsSpan(_at + 1, end - _at - 1).ContainsAnyExcept(s_inBraces))
        {
            return false;
        }

        var inside = _text[(_at + 1)..end];
        var parts = inside.Split(',');
        if (parts.Length > 2 || !inside.Any(char.IsAsciiDigit))
        {
            return false;
        }

        if (parts[0].Length == 0 || inside.AsSpan().ContainsAny(" \t"))
        {
            if (parts.All(part => !part.Trim().Contains(' ', StringComparison.Ordinal)))
            {
                Error(PatternFindingKind.AmbiguousBrace, _at, end + 1 - _at, $"braces '{Quote(_at, end + 1 - _at)}', a quantifier for new versions of PCRE and text for others", @"Write {0,3} for a quantifier, \{ for the character itself.");
            }

            return false;
        }

        minimum = Count(parts[0]);
        maximum = parts.Length == 1 ? minimum : parts[1].Length == 0 ? null : Count(parts[1]);
        if (minimum > LargestCount || maximum > LargestCount)
        {
            Error(PatternFindingKind.QuantifierTooLarge, _at, end + 1 - _at, $"quantifier '{Quote(_at, end + 1 - _at)}' above {LargestCount}", $"Count to {LargestCount} at most.");
        }

        _at = end + 1;
        return true;
    }

    private static int Count(string digits)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue;
}
