using System.Text;

namespace AiStack.Core.Tests.Patterns;

/// <summary>Patterns and texts made from a seed, dense in what regular expression engines disagree about.</summary>
internal sealed class RandomPatterns(int seed)
{
    private static readonly string[] s_atoms =
    [
        "a", "b", "k", "K", "\u212A", "s", "S", "ſ", "1", "٣", "_", "-", " ", "😀", "é", "É", "ß", ".", ".", @"\d", @"\D", @"\w", @"\W", @"\s", @"\S", @"\n", @"\r", @"\x41", @"\xE9", @"\t", @"\cJ",
        "[a-c]", "[^a]", "[^k]", @"[\w-]", @"[^\W1]", "[😀-😂]", "[^😀]", "[a-é]", "[]a]", "[^]a]", @"\p{L}", @"\P{Lu}", @"[\p{Nd}a]", @"[^\s]", "[k-s]", "(?i:[k-s])", "(?i:[^k])", "(?s:.)", "(?i:ſ)", "ı", "İ", "\u0085", "\u00A0", "\u2028",
    ];

    private static readonly string[] s_places = ["^", "$", @"\A", @"\z", @"\Z", @"\b", @"\B", "(?m:^)", "(?m:$)"];
    private static readonly string[] s_quantifiers = ["*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{1,2}?", "{0}"];

    private static readonly string[] s_tokens =
    [
        .. s_atoms, .. s_places, .. s_quantifiers, "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "|", "[", "]", "^", "-", "{", "}", ",", "(?i)", "(?-i)", "(?x)", "(?s-m:", "(?<n>", @"\k<n>", @"\1", "(?#c)", "#", "+",
        @"\", "x", "{,2}", "{ 1}", "[:alpha:]", "&&", "~~", @"\e", @"\a", @"\f", @"\.", @"\-", @"\_", @"\#", @"\ ", @"\/", "(?^", "(?'m'", "(?P<n>", @"\N", @"\b", "[a-", @"\]", "[[", "--", "(*", "?>", "<", "=", "!", ":",
    ];

    private static readonly string[] s_characters =
        ["a", "b", "c", "k", "K", "\u212A", "s", "S", "ſ", "1", "٣", "_", "-", " ", "😀", "😁", "é", "É", "ß", "ẞ", "ı", "İ", "i", "I", "A", "\n", "\n", "\r", "\t", "\0", "]", "\u0085", "\u00A0", "\u2028", "Å", "\uFFFD", "€"];

    private readonly Random _random = new(seed);

    /// <summary>A pattern that is mostly of the shared subset.</summary>
    public string Pattern(bool opaque = true) => (_random.Next(6) switch { 0 => "(?i)", 1 => "(?m)", 2 => "(?s)", _ => "" }) + Part(_random.Next(4), opaque);

    /// <summary>Pieces of patterns in a row, seldom a pattern.</summary>
    public string Soup() => string.Concat(Enumerable.Range(0, _random.Next(1, 7)).Select(_ => Pick(s_tokens)));

    public string Text() => string.Concat(Enumerable.Range(0, _random.Next(6)).Select(_ => Pick(s_characters)));

    public string Pick(string[] from) => from[_random.Next(from.Length)];

    private string Part(int depth, bool opaque)
    {
        var text = new StringBuilder();
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            text.Append(_random.Next(10) switch
            {
                0 => Pick(s_places),
                1 or 2 when depth > 0 => $"(?:{Part(depth - 1, opaque)}|{Part(depth - 1, opaque)}){Quantifier()}",
                3 when depth > 0 => $"({Part(depth - 1, opaque)}){Quantifier()}",
                4 when depth > 0 && opaque => $"{Pick(["(?=", "(?!", "(?>", "(?<!", "(?<="])}{Part(0, opaque)})",
                5 when depth > 0 && opaque => $"(?<n{_random.Next(1000)}>{Part(depth - 1, opaque)})\\1",
                _ => Pick(s_atoms) + Quantifier(),
            });
        }

        return text.ToString();
    }

    private string Quantifier() => _random.Next(3) == 0 ? Pick(s_quantifiers) : "";
}
