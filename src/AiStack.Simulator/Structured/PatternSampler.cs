using System.Text;
using System.Text.RegularExpressions;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Structured;

/// <summary>Makes up a text that matches a regular expression of the simple kind that schemas use.</summary>
/// <remarks>Literals, classes, groups, alternatives and repetitions; what it makes is checked against the expression itself.</remarks>
internal sealed class PatternSampler
{
    private const int MostRepeats = 3;
    private const int LongestText = 100_000;
    private const int DeepestGroup = 50;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Printable = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/@ ";

    private readonly string _pattern;
    private SplitMix _random;
    private int _at;
    private int _depth;

    private PatternSampler(string pattern, SplitMix random)
    {
        _pattern = pattern;
        _random = random;
    }

    /// <summary>A text that has a match in it, as schemas mean their patterns.</summary>
    /// <returns><see langword="null"/> when the expression is beyond us.</returns>
    public static string? TrySample(string pattern, ref SplitMix random) => TrySample(pattern, pattern, ref random);

    /// <summary>A text made up for one expression and checked against another.</summary>
    /// <returns><see langword="null"/> when the expression is beyond us, or this attempt came to nothing.</returns>
    public static string? TrySample(string pattern, string check, ref SplitMix random)
    {
        try
        {
            var sampler = new PatternSampler(pattern, new SplitMix(random.Next()));
            var text = sampler.Alternatives();
            var complete = sampler._at == pattern.Length;
            return complete && Regex.IsMatch(text, check, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100)) ? text : null;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or RegexMatchTimeoutException or IndexOutOfRangeException or OverflowException)
        {
            // Not an expression, or one too intricate: the text then only keeps to the other limits.
            return null;
        }
    }

    private string Alternatives()
    {
        var choices = new List<string> { Sequence() };
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            choices.Add(Sequence());
        }

        return choices[_random.Below(choices.Count)];
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var start = _at;
            var piece = Atom();
            var end = _at;
            var repeats = Repeats();
            // Whether as few or as many as possible are taken makes no difference to what matches as a whole.
            _at += _at > end && _at < _pattern.Length && _pattern[_at] == '?' ? 1 : 0;
            var after = _at;
            if (repeats > 0)
            {
                text.Append(piece);
            }

            // Each further repeat is made up anew: [0-9]{4} shall not be 7777.
            for (var i = 1; i < repeats; i++)
            {
                _at = start;
                text.Append(Atom());
                if (text.Length > LongestText)
                {
                    throw new FormatException("Repetitions of repetitions are not sampled.");
                }
            }

            _at = Math.Max(after, end);
        }

        return text.ToString();
    }

    private string Atom()
    {
        var character = _pattern[_at++];
        switch (character)
        {
            case '^' or '$':
                return "";
            case '.':
                return Pick(Printable);
            case '[':
                return Class();
            case '\\':
                return Pick(Escape(_pattern[_at++]));
            case '(':
                if (_pattern.AsSpan(_at).StartsWith("?:"))
                {
                    _at += 2;
                }
                else if (_pattern.AsSpan(_at).StartsWith("?<") && char.IsLetter(_pattern[_at + 2]))
                {
                    _at = _pattern.IndexOf('>', _at) + 1;
                }
                else if (_pattern[_at] == '?')
                {
                    throw new FormatException("Look-around is not sampled.");
                }

                if (++_depth > DeepestGroup)
                {
                    throw new FormatException("Groups nested this deep are not sampled.");
                }

                var inner = Alternatives();
                _at++;
                _depth--;
                return inner;
            default:
                return character.ToString();
        }
    }

    private int Repeats()
    {
        if (_at >= _pattern.Length)
        {
            return 1;
        }

        switch (_pattern[_at])
        {
            case '*':
                _at++;
                return _random.Below(MostRepeats + 1);
            case '+':
                _at++;
                return 1 + _random.Below(MostRepeats);
            case '?':
                _at++;
                return _random.Below(2);
            case '{':
                var end = _pattern.IndexOf('}', _at);
                var bounds = _pattern[(_at + 1)..end].Split(',');
                _at = end + 1;
                var least = int.Parse(bounds[0], System.Globalization.CultureInfo.InvariantCulture);
                var most = bounds.Length == 1 ? least : bounds[1].Length == 0 ? least + MostRepeats : int.Parse(bounds[1], System.Globalization.CultureInfo.InvariantCulture);
                return Math.Min(10_000, least + _random.Below(Math.Min(most - least, MostRepeats) + 1));
            default:
                return 1;
        }
    }

    private string Class()
    {
        var negated = _pattern[_at] == '^';
        _at += negated ? 1 : 0;
        var allowed = new StringBuilder();
        for (var first = true; first || _pattern[_at] != ']'; first = false)
        {
            var character = _pattern[_at++];
            if (character == '\\')
            {
                allowed.Append(Escape(_pattern[_at++]));
            }
            else if (_pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                for (int c = character; c <= _pattern[_at + 1]; c++)
                {
                    allowed.Append((char)c);
                }

                _at += 2;
            }
            else
            {
                allowed.Append(character);
            }
        }

        _at++;
        var set = allowed.ToString();
        return Pick(negated ? string.Concat(Printable.Where(c => !set.Contains(c, StringComparison.Ordinal))) : set);
    }

    private static string Escape(char character) => character switch
    {
        'd' => "0123456789",
        'w' => Letters,
        's' => " ",
        'D' or 'S' => Letters,
        'W' => "-",
        't' => "\t",
        'n' => "\n",
        'b' or 'B' or 'p' or 'P' or 'u' or 'x' or (>= '0' and <= '9') => throw new FormatException("This escape is not sampled."),
        _ => character.ToString(),
    };

    private string Pick(string characters) => characters[_random.Below(characters.Length)].ToString();
}
