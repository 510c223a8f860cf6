namespace AiStack.Core.Patterns;

internal sealed partial class PatternParser
{
    private PatternNode.Characters Class()
    {
        var start = _at++;
        if (LooksLikePosixClass())
        {
            Error(PatternFindingKind.PosixClass, start, "POSIX class outside of a character class:", @"Write the characters, for example [a-zA-Z].");
            return new(CharSet.Empty);
        }

        var negated = Current == '^';
        _at += negated ? 1 : 0;
        var set = CharSet.Empty;
        var folded = CharSet.Empty;
        for (var first = true; AtEnd || Current != ']' || first; first = false)
        {
            if (AtEnd)
            {
                Error(PatternFindingKind.UnclosedClass, start, 1, "character class '[' that is not closed", @"Add ']', or write \[ for the character itself.");
                break;
            }

            var from = _at;
            if (!NotShared(first) && ClassItem() is var (item, single))
            {
                item = RangeFrom(from, item, ref single);
                (set, folded) = single ? (set, folded.With(item)) : (set.With(item), folded);
            }
        }

        _at = Math.Min(_at + 1, _text.Length);

        // Classes such as \w keep their meaning when case is ignored; only letters and ranges get their other case.
        set = set.With(_flags.HasFlag(Flags.IgnoreCase) ? CharSets.IgnoringCase(folded) : folded);
        return new(negated ? set.Complement() : set);
    }

    /// <summary>Takes <c>[:alpha:]</c>, which PCRE refuses where .NET reads a class of these characters.</summary>
    private bool LooksLikePosixClass()
    {
        var mark = Current;
        for (var at = _at + 1; mark is ':' or '.' or '=' && at + 1 < _text.Length && _text[at] != ']' && (_text[at], _text[at + 1]) != ('[', mark); at++)
        {
            if (_text[at] == '\\' && _text[at + 1] is ']' or '\\')
            {
                at++;
            }
            else if (_text[at] == mark && _text[at + 1] == ']')
            {
                _at = at + 2;
                return true;
            }
        }

        return false;
    }

    /// <summary>Skips what only one of the two understands.</summary>
    private bool NotShared(bool first)
    {
        var start = _at;
        if (Current == '[' && _at + 1 < _text.Length && _text[_at + 1] is ':' or '.' or '=')
        {
            var end = _text.IndexOf(_text[_at + 1] + "]", _at + 2, StringComparison.Ordinal);
            _at = end < 0 ? _at + 2 : end + 2;
            Error(PatternFindingKind.PosixClass, start, "POSIX class", @"Write the characters, for example a-zA-Z, \d or \s; write \[ for the character itself.");
            return true;
        }

        if (Current == '-' && !first && _at + 1 < _text.Length && _text[_at + 1] == '[')
        {
            var end = _text.IndexOf(']', _at + 2);
            _at = end < 0 ? _text.Length : end + 1;
            Error(PatternFindingKind.ClassSubtraction, start, "class subtraction", @"Write the remaining characters out, or \[ for the character itself.");
            return true;
        }

        return false;
    }

    private (CharSet Set, bool Single)? ClassItem()
    {
        if (Current != '\\')
        {
            return (CharSet.Of(CodePoint()), true);
        }

        var start = _at++;
        if (AtEnd)
        {
            Error(PatternFindingKind.TrailingBackslash, start, "backslash at the end:", @"Write \\ for the character itself.");
            return null;
        }

        return ClassEscape(start, inClass: true);
    }

    private CharSet RangeFrom(int start, CharSet from, ref bool single)
    {
        // A minus sign at the end is itself.
        if (Current != '-' || _at + 1 >= _text.Length || _text[_at + 1] is ']' or '[')
        {
            return from;
        }

        _at++;
        var end = ClassItem();
        if (end is not var (to, toSingle))
        {
            return from;
        }

        if (!single || !toSingle)
        {
            Error(PatternFindingKind.RangeWithClass, start, "range with a class as its end:", @"Write \- for the character itself.");
            return from;
        }

        // Half a surrogate pair, an error noted elsewhere, is in no set.
        var (first, last) = (from.IsEmpty ? 0 : from.Ranges[0].First, to.IsEmpty ? 0 : to.Ranges[0].First);
        if (first > last)
        {
            Error(PatternFindingKind.ReversedRange, start, "range that ends before it begins:", "Swap its ends.");
            return from;
        }

        return CharSet.Range(first, last);
    }
}
