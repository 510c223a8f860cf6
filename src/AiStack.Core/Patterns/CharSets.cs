using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace AiStack.Core.Patterns;

/// <summary>The named sets of PCRE in UTF mode without Unicode character properties, which is how APISIX runs patterns, and its case pairs.</summary>
internal static class CharSets
{
    private static readonly ConcurrentDictionary<string, CharSet?> s_categories = new(StringComparer.Ordinal);

    // Letters that differ only in case, such as k, K and the Kelvin sign.
    private static readonly Lazy<Dictionary<int, int[]>> s_variants = new(FindVariants);

    public static CharSet Digit { get; } = CharSet.Range('0', '9');

    public static CharSet Word { get; } = CharSet.Union([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);

    public static CharSet Space { get; } = CharSet.Union([('\t', '\r'), (' ', ' ')]);

    public static CharSet NewLine { get; } = CharSet.Of('\n');

    public static CharSet NotNewLine { get; } = NewLine.Complement();

    /// <summary>The characters of a general category (<c>Lu</c>) or of a group of them (<c>L</c>); <see langword="null"/> when there is none of that name.</summary>
    public static CharSet? Category(string name) => s_categories.GetOrAdd(name, FindCategory);

    /// <summary>The set with every case variant of its members.</summary>
    public static CharSet IgnoringCase(CharSet set)
    {
        var added = s_variants.Value.Where(variant => set.Contains(variant.Key)).SelectMany(variant => variant.Value).Select(c => (c, c));
        return CharSet.Union(set.Ranges.Concat(added));
    }

    private static CharSet? FindCategory(string name)
    {
        // Cs is left out: no text in UTF-8 has surrogates.
        string[] names = ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn"];
        var wanted = names.Select(known => known.Length > 0 && (known == name || (name.Length == 1 && known[0] == name[0]))).ToArray();
        if (!wanted.Contains(true))
        {
            return null;
        }

        var ranges = new List<(int First, int Last)>();
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            if (!wanted[(int)CharUnicodeInfo.GetUnicodeCategory(c)])
            {
                continue;
            }

            if (ranges.Count > 0 && ranges[^1].Last == c - 1)
            {
                ranges[^1] = (ranges[^1].First, c);
            }
            else
            {
                ranges.Add((c, c));
            }
        }

        return CharSet.Union(ranges);
    }

    private static Dictionary<int, int[]> FindVariants()
    {
        // Simple case mappings are symmetric only in parts (ϐ has the upper case Β, Β the lower case β): what is connected belongs together.
        var groups = new Dictionary<int, SortedSet<int>>();

        // The invariant culture keeps ASCII letters to themselves; for PCRE the long s is an s, which a text can get past a pattern with.
        Connect('s', 'ſ');
        for (var c = 0; c <= 0x1FFFF; c++)
        {
            if (Rune.IsValid(c))
            {
                Connect(c, Rune.ToLowerInvariant(new Rune(c)).Value);
                Connect(c, Rune.ToUpperInvariant(new Rune(c)).Value);
            }
        }

        return groups.ToDictionary(group => group.Key, group => group.Value.Where(c => c != group.Key).ToArray());

        void Connect(int left, int right)
        {
            if (left != right)
            {
                var all = new SortedSet<int> { left, right };
                all.UnionWith(groups.GetValueOrDefault(left) ?? []);
                all.UnionWith(groups.GetValueOrDefault(right) ?? []);
                foreach (var member in all)
                {
                    groups[member] = all;
                }
            }
        }
    }
}
