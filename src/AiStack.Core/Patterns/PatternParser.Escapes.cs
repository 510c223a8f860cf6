using System.Globalization;

namespace AiStack.Core.Patterns;

internal sealed partial class PatternParser
{
    private PatternNode? Escape()
    {
        var start = _at++;
        if (AtEnd)
        {
            Error(PatternFindingKind.TrailingBackslash, start, "backslash at the end:", @"Write \\ for the character itself.");
            return null;
        }

        PatternAnchor? anchor = Current switch
        {
            'b' => PatternAnchor.WordBoundary,
            'B' => PatternAnchor.NotWordBoundary,
            'A' => PatternAnchor.Start,
            'z' => PatternAnchor.End,
            'Z' => PatternAnchor.EndOrFinalNewLine,
            _ => null,
        };
        if (anchor is { } place)
        {
            _at++;
            return new PatternNode.Anchor(place);
        }

        switch (Current)
        {
            case 'K':
                _at++;
                Error(PatternFindingKind.MatchReset, start, "reset of the match", "Remove it: whether the text matches does not depend on it.");
                return null;
            case 'G':
                _at++;
                Error(PatternFindingKind.SearchStart, start, "anchor", @"Write \A.");
                return null;
            case 'R' or 'X' or 'C':
                _at++;
                Error(PatternFindingKind.PcreEscape, start, "PCRE-only escape", _text[start + 1] switch { 'R' => @"Write (?>\r\n|\n|\r).", 'X' => @"Write (?>\P{M}\p{M}*).", _ => "Write a dot." });
                return null;
            case 'Q' or 'E':
                return Quoted(start);
            case 'g' or 'k' or (>= '1' and <= '9'):
                return Reference(start);
            default:
                return ClassEscape(start, inClass: false) is var (set, single) ? FoldedCharacters(set, single) : null;
        }
    }

    private PatternNode.Characters FoldedCharacters(CharSet set, bool single)
        => new(single && _flags.HasFlag(Flags.IgnoreCase) ? CharSets.IgnoringCase(set) : set);

    private PatternNode? Quoted(int start)
    {
        _at++;
        if (_text[start + 1] == 'Q')
        {
            var end = _text.IndexOf(@"\E", _at, StringComparison.Ordinal);
            _at = end < 0 ? _text.Length : end + 2;
        }

        Error(PatternFindingKind.Quoting, start, "quoted text", @"Write a backslash before each special character instead of \Q…\E.");
        return null;
    }

    private PatternNode.Reference? Reference(int start)
    {
        var kind = Current;
        _at++;
        if (kind is 'g')
        {
            var subroutine = Current is '<' or '\'';
            SkipReference();
            Error(subroutine ? PatternFindingKind.Recursion : PatternFindingKind.ReferenceNotation, start, subroutine ? "subroutine call" : "back-reference", subroutine ? "Write the repeated part out: .NET has no recursion." : @"Write \1 or \k<name>.");
            return null;
        }

        if (kind is 'k')
        {
            var close = Current switch { '<' => '>', '\'' => '\'', _ => '\0' };
            var end = close == '\0' ? -1 : _text.IndexOf(close, _at + 1);
            if (end < 0)
            {
                SkipReference();
                Error(PatternFindingKind.ReferenceNotation, start, "back-reference", @"Write \k<name>.");
                return null;
            }

            var name = _text[(_at + 1)..end];
            _at = end + 1;
            if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            {
                Error(PatternFindingKind.ReferenceNotation, start, "back-reference", @"Write \k<name> with the name of a group, or \1.");
                return null;
            }

            return Referring(start, name, _names.GetValueOrDefault(name));
        }

        if (char.IsAsciiDigit(Current))
        {
            while (char.IsAsciiDigit(Current))
            {
                _at++;
            }

            Error(PatternFindingKind.ReferenceNotation, start, "number", @"Name the group and write \k<name>, or write a character as \x0A: two digits are a reference or an octal number, as it happens.");
            return null;
        }

        return Referring(start, kind.ToString(), kind - '0');
    }

    private PatternNode.Reference? Referring(int start, string group, int number)
    {
        var length = _at - start;
        if (number == 0)
        {
            Error(PatternFindingKind.UnknownReference, start, "back-reference to a group that does not come before it:", "Put the group first.");
            return null;
        }

        _references.Add((start, length, group));
        if (_flags.HasFlag(Flags.IgnoreCase))
        {
            Error(PatternFindingKind.CaseIgnored, start, "back-reference that ignores case:", "Write (?-i:…) around it: PCRE and .NET compare differently.");
        }

        if (_inLookbehind)
        {
            Error(PatternFindingKind.VariableLookbehind, start, "back-reference in a lookbehind:", "Move it out of the lookbehind.");
        }

        _findings.Add(new(PatternFindingKind.BackReference, Problems.Severity.Warning, start, length, $"back-reference '{Quote(start, length)}'", "Write the alternatives out where you can: with it nothing can be told about the pattern in advance, and no engine matches it in linear time."));
        return new(number);
    }

    private void SkipReference()
    {
        var close = Current switch { '{' => '}', '<' => '>', '\'' => '\'', _ => '\0' };
        var end = close == '\0' ? -1 : _text.IndexOf(close, _at + 1);
        if (end >= 0)
        {
            _at = end + 1;
            return;
        }

        while (char.IsAsciiDigit(Current) || Current is '+' or '-')
        {
            _at++;
        }
    }

    /// <summary>An escape that stands for a character or a set of them, in a class or outside; null after an error.</summary>
    private (CharSet Set, bool Single)? ClassEscape(int start, bool inClass)
    {
        CharSet? set = Current switch
        {
            'd' => CharSets.Digit,
            'D' => CharSets.Digit.Complement(),
            'w' => CharSets.Word,
            'W' => CharSets.Word.Complement(),
            's' => CharSets.Space,
            'S' => CharSets.Space.Complement(),
            _ => null,
        };
        int? single = Current switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'f' => '\f',
            'a' => '\a',
            'e' => 0x1B,
            'b' when inClass => '\b',
            _ => null,
        };
        if ((set ?? (single is { } known ? CharSet.Of(known) : null)) is { } plain)
        {
            _at++;
            return (plain, single is not null);
        }

        switch (Current)
        {
            case 'p' or 'P':
                return Property(start) is { } property ? (property, false) : null;
            case 'x' when _at + 2 < _text.Length && char.IsAsciiHexDigit(_text[_at + 1]) && char.IsAsciiHexDigit(_text[_at + 2]):
                _at += 3;
                return (CharSet.Of(int.Parse(_text.AsSpan(_at - 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)), true);
            case 'c' when _at + 1 < _text.Length && char.IsAsciiLetter(_text[_at + 1]):
                _at += 2;
                return (CharSet.Of(char.ToUpperInvariant(_text[_at - 1]) ^ 0x40), true);
        }

        if (!char.IsAsciiLetterOrDigit(Current) && Current != '_' && char.IsAscii(Current) && Current != '\0')
        {
            return (CharSet.Of(CodePoint()), true);
        }

        UnknownEscape(start, inClass);
        return null;
    }

    private void UnknownEscape(int start, bool inClass)
    {
        var letter = Current;
        CodePoint();
        switch (letter)
        {
            case 'h' or 'H' or 'v' or 'V' or 'N' or 'R' or 'X':
                Error(PatternFindingKind.PcreEscape, start, "PCRE-only escape", letter switch { 'h' => @"Write [ \t].", 'H' => @"Write [^ \t].", 'v' => @"Write [\n\x0B\f\r].", 'V' => @"Write [^\n\x0B\f\r].", _ => @"Write [^\n]." });
                return;
            case 'x' or 'u' or 'o' when Current == '{' && _text.IndexOf('}', _at) is var end and >= 0:
                _at = end + 1;
                break;
            case 'x' or 'u':
                while (char.IsAsciiHexDigit(Current) && _at - start < 6)
                {
                    _at++;
                }

                break;
            case >= '0' and <= '9':
                while (char.IsAsciiDigit(Current))
                {
                    _at++;
                }

                break;
        }

        switch (letter)
        {
            case 'x' or 'u':
                Error(PatternFindingKind.CodePointEscape, start, "character number", @"Write the character itself, or \x and exactly two digits.");
                break;
            case 'o' or (>= '0' and <= '9'):
                Error(PatternFindingKind.OctalEscape, start, "octal number", @"Write it as \x and two hexadecimal digits.");
                break;
            case 'Q' or 'E' when inClass:
                Error(PatternFindingKind.Quoting, start, "quoted text", "Write a backslash before each special character.");
                break;
            default:
                Error(PatternFindingKind.UnknownEscape, start, "escape", $@"Write the character without the backslash, or \\ for a backslash.");
                break;
        }
    }

    /// <summary>Both know the general categories by their short names; scripts and blocks each has its own.</summary>
    private CharSet? Property(int start)
    {
        var negated = Current == 'P';
        _at++;
        var end = Current == '{' ? _text.IndexOf('}', _at) : -1;
        var name = end < 0 ? "" : _text[(_at + 1)..end];
        _at = end < 0 ? Math.Min(_at + (char.IsAsciiLetter(Current) ? 1 : 0), _text.Length) : end + 1;
        if (CharSets.Category(name) is not { } set || name == "Cs")
        {
            Error(PatternFindingKind.UnicodeProperty, start, "Unicode property", @"Use a general category such as \p{L}, \p{Lu} or \p{Nd}, or write the characters out as a range.");
            return null;
        }

        if (_flags.HasFlag(Flags.IgnoreCase) && name is ("Lu" or "Ll" or "Lt"))
        {
            Error(PatternFindingKind.CaseIgnored, start, "letters of one case while case is ignored:", @"Write \p{L}: versions of PCRE differ here.");
        }

        return negated ? set.Complement() : set;
    }
}
