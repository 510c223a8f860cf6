namespace AiStack.Core.Patterns;

internal sealed partial class PatternParser
{
    /// <summary>A group in parentheses; null for what stands for nothing, such as an option.</summary>
    private PatternNode? Group()
    {
        var start = _at;
        if (++_depth > DeepestNesting)
        {
            Error(PatternFindingKind.TooDeep, start, 1, $"group nested more than {DeepestNesting} deep", "Flatten the pattern.");
            _at = _text.Length;
            _depth--;
            return null;
        }

        var (flags, inLookbehind) = (_flags, _inLookbehind);
        var node = GroupAfterParenthesis(start, out var options);
        _inLookbehind = inLookbehind;
        _flags = options ? _flags : flags;
        _depth--;
        return node;
    }

    private PatternNode? GroupAfterParenthesis(int start, out bool options)
    {
        options = false;
        _at++;
        if (Current == '*' && _at + 1 < _text.Length && (char.IsAsciiLetter(_text[_at + 1]) || _text[_at + 1] == ':'))
        {
            SkipToParenthesis();
            Error(PatternFindingKind.Verb, start, "verb", "Remove it: .NET has no verbs.");
            return null;
        }

        if (Current != '?')
        {
            // By the opening parenthesis: counted before the groups inside.
            var number = ++_groups;
            return new PatternNode.Capture(Body(start), number);
        }

        _at++;
        var rest = _text.AsSpan(_at);
        switch (rest)
        {
            case [':', ..]:
                _at++;
                return Body(start);
            case ['>', ..]:
                _at++;
                return new PatternNode.Atomic(Body(start));
            case ['=' or '!', ..]:
                _at++;
                return new PatternNode.Look(Body(start), Ahead: true, Negative: rest[0] == '!');
            case ['<', '=' or '!', ..]:
                _at += 2;
                return Lookbehind(start, rest[1] == '!');
            case ['|', ..]:
                _at++;
                Error(PatternFindingKind.BranchReset, start, "branch reset", "Write (?: instead.");
                return Body(start);
            case ['P', '<', ..]:
                _at += 2;
                Error(PatternFindingKind.GroupName, start, "named group", "Write (?<name>…), which both understand.");
                return Named(start, '>');
            case ['<', ..]:
                _at++;
                return Named(start, '>');
            case ['\'', ..]:
                _at++;
                return Named(start, '\'');
            case ['P', '=', ..]:
                SkipToParenthesis();
                Error(PatternFindingKind.ReferenceNotation, start, "back-reference", @"Write \k<name>.");
                return null;
            case ['R' or '&', ..] or ['P', '>', ..] or [>= '0' and <= '9', ..] or ['+' or '-', >= '0' and <= '9', ..]:
                SkipToParenthesis();
                Error(PatternFindingKind.Recursion, start, "recursion", "Write the repeated part out: .NET has no recursion.");
                return null;
            case ['C', ..]:
                SkipToParenthesis();
                Error(PatternFindingKind.Callout, start, "callout", "Remove it.");
                return null;
            case ['(', ..]:
                SkipToParenthesis();
                Error(PatternFindingKind.Conditional, start, rest.StartsWith("(DEFINE)") ? "subroutine definition" : "condition", "Write the alternatives out with '|'.");
                return Body(start);
            case ['*', ..]:
                _at++;
                Error(PatternFindingKind.UnknownGroup, start, "non-atomic lookahead", "Write (?= instead.");
                return Body(start);
            default:
                return Options(start, out options);
        }
    }

    private PatternNode Body(int start)
    {
        var body = Alternation();
        if (Current == ')' && !AtEnd)
        {
            _at++;
        }
        else
        {
            Error(PatternFindingKind.UnclosedGroup, start, 1, "group '(' that is not closed", @"Add ')', or write \( for the character itself.");
        }

        return body;
    }

    private PatternNode.Look Lookbehind(int start, bool negative)
    {
        _inLookbehind = true;
        var body = Body(start);
        var branches = body is PatternNode.Alternation alternation ? alternation.Branches : [body];
        if (branches.Any(branch => PatternMeasures.FixedLength(branch) is not <= 255))
        {
            Error(PatternFindingKind.VariableLookbehind, start, "lookbehind without a fixed length", "Give each of its alternatives one fixed length of at most 255 characters: PCRE refuses others.");
        }

        return new PatternNode.Look(body, Ahead: false, negative);
    }

    private PatternNode.Capture Named(int start, char close)
    {
        var from = _at;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(Current) || Current == '_'))
        {
            _at++;
        }

        var name = _text[from.._at];
        if (Current == '-')
        {
            while (!AtEnd && Current != close && Current != ')')
            {
                _at++;
            }

            Error(PatternFindingKind.BalancingGroup, start, "balancing group", "Write (?<name>…): only .NET has balancing groups.");
        }
        else if (Current != close || name.Length is 0 or > 32 || char.IsAsciiDigit(name[0]))
        {
            Error(PatternFindingKind.GroupName, start, "group name", "Use up to 32 letters, digits and underscores, not beginning with a digit, closed as it is opened.");
        }

        if (Current == close && !AtEnd)
        {
            _at++;
        }

        // PCRE and .NET number named groups differently; here they count as PCRE counts them.
        var number = ++_groups;
        if (name.Length > 0 && !_names.TryAdd(name, number))
        {
            Error(PatternFindingKind.DuplicateGroupName, start, "second group of the name", "Give each group its own name.");
        }

        return new PatternNode.Capture(Body(start), number);
    }

    /// <summary><c>(?i)</c> holds to the end of the surrounding group, <c>(?i:…)</c> for its own.</summary>
    private PatternNode? Options(int start, out bool options)
    {
        options = false;
        var on = true;
        for (; !AtEnd && Current is not (')' or ':'); _at++)
        {
            Flags? flag = Current switch { 'i' => Flags.IgnoreCase, 'm' => Flags.MultiLine, 's' => Flags.SingleLine, 'x' => Flags.Extended, _ => null };
            if (flag is { } known && !(known == Flags.Extended && _text[_at - 1] == 'x'))
            {
                _flags = on ? _flags | known : _flags & ~known;
            }
            else if (Current == '-' && on)
            {
                on = false;
            }
            else if (char.IsAsciiLetter(Current) || Current == '^')
            {
                Error(PatternFindingKind.Option, _at, 1, $"option '{Current}'", "Use only the options i, m, s and x.");
            }
            else
            {
                Error(PatternFindingKind.UnknownGroup, start, _at + 1 - start, $"group '{Quote(start, _at + 1 - start)}' of an unknown kind", @"Write (?: for a group, \(\? for the characters themselves.");
                return Body(start);
            }
        }

        if (Current == ':')
        {
            _at++;
            return Body(start);
        }

        if (AtEnd)
        {
            Error(PatternFindingKind.UnclosedGroup, start, "option that is not closed:", "Add ')'.");
            return null;
        }

        _at++;
        options = true;
        return null;
    }

    private void SkipToParenthesis()
    {
        var end = _text.IndexOf(')', _at);
        _at = end < 0 ? _text.Length : end + 1;
    }
}
