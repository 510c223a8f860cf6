using System.Text;
using AiStack.Core.Problems;
using AiStack.Core.Yaml;

namespace AiStack.Core.Tests.Yaml;

/// <summary>Random values, with a liking for the text that YAML finds hard.</summary>
internal static class NodeGenerator
{
    private static readonly Place Nowhere = new("");

    private static readonly string[] Texts =
    [
        "", " ", "a", "a b", "5", "0x1F", "1e3", ".inf", "true", "null", "~", "yes", "<<", "=", "- a", "-", "--", "---", "...", "--- a", "? a", "?a", ":", ":a", "a:", "a: b", "a #b",
        "#a", "a#b", "@a", "`a", "%a", "!a", "&a", "*a", "|", ">", "'", "\"", "'a'", "it's", "\\", "C:\\dir", "[a", "a]", "{", "}", "a, b", "\t", "a\tb", "\n", "a\n", "a\nb", "a\n\n",
        "\na", "a\n b\n", " a\nb", "a \nb", "a\n\n\nb\n\n", "a\r\nb", "\u0085", "a\u2028b", "\u2029", "\uFEFFa", "a\uFEFF", "😀", "ä\u0301", "\u001B[0m", "\u007F", "\uFFFE", "\u00A0a", "a\n#b\n",
        "a\n---\nb", "a\n\tb", "a\n: b", "key: |\n  x\n", "{{ name }}", "\"a\" b", "a 'b\" c",
    ];

    public static Node Node(Random random, int depth) => random.Next(depth > 0 ? 4 : 2) switch
    {
        2 => new MappingNode([.. Enumerable.Range(0, random.Next(5)).Select(_ => Text(random)).Distinct()
            .Select(key => new MappingEntry(key, Nowhere, Node(random, depth - 1)))], Nowhere),
        3 => new SequenceNode([.. Enumerable.Range(0, random.Next(4)).Select(_ => Node(random, depth - 1))], Nowhere),
        var kind => new ScalarNode(Text(random), kind == 0, Nowhere),
    };

    private static string Text(Random random)
    {
        switch (random.Next(3))
        {
            case 0:
                return Texts[random.Next(Texts.Length)];
            case 1:
                return Texts[random.Next(Texts.Length)] + Texts[random.Next(Texts.Length)];
            default:
                var text = new StringBuilder();
                for (var i = random.Next(8); i > 0; i--)
                {
                    var rune = random.Next(1, random.Next(2) == 0 ? 0x80 : 0x10FFFF);
                    text.Append(new Rune(rune is >= 0xD800 and <= 0xDFFF ? 'x' : rune).ToString());
                }

                return text.ToString();
        }
    }
}
