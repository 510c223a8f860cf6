using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AiStack.Core.Patterns;

/// <summary>Divides all characters into classes that a number of sets cannot tell apart, so that one character of each stands for it.</summary>
internal sealed class CharClasses
{
    private const long MostWork = 4_000_000;
    private const string Preferred = "abcdefghijklmnopqrstuvwxyz 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:!?-_'\"()/@#$%&*+=<>[]{}\\|~^`";

    private CharClasses(IReadOnlyList<Class> all) => All = all;

    /// <summary>The classes, those with the most readable character first.</summary>
    public IReadOnlyList<Class> All { get; }

    /// <summary>Divides by the sets; null when they are too many to tell.</summary>
    public static CharClasses? Divide(IReadOnlyList<CharSet> sets)
    {
        // At each place where a range begins or ends, membership in its set changes.
        var changes = new SortedDictionary<int, List<int>> { [0] = [], [0xD800] = [], [0xE000] = [] };
        for (var i = 0; i < sets.Count; i++)
        {
            foreach (var (first, last) in sets[i].Ranges)
            {
                Change(first, i);
                Change(last + 1, i);
            }
        }

        if ((long)changes.Count * (sets.Count + 64) > MostWork)
        {
            return null;
        }

        var members = new ulong[(sets.Count / 64) + 1];
        var found = new Dictionary<string, (int Rank, int CodePoint, ulong[] Members)>(StringComparer.Ordinal);
        var starts = changes.Keys.Append(0x110000).ToList();
        for (var i = 0; i + 1 < starts.Count && starts[i] < 0x110000; i++)
        {
            changes[starts[i]].ForEach(set => members[set / 64] ^= 1UL << (set % 64));
            if (starts[i] == 0xD800)
            {
                continue;
            }

            var key = new string(MemoryMarshal.Cast<ulong, char>(members));
            var (rank, codePoint) = MostReadable(starts[i], starts[i + 1] - 1);
            if (!found.TryGetValue(key, out var known) || rank < known.Rank)
            {
                found[key] = (rank, codePoint, known.Members ?? [.. members]);
            }
        }

        return new([.. found.Values.OrderBy(c => c.Rank).ThenBy(c => c.CodePoint).Select(c => new Class(c.CodePoint, c.Rank < Preferred.Length + 2, c.Members))]);

        void Change(int at, int set) => (changes.TryGetValue(at, out var list) ? list : changes[at] = []).Add(set);
    }

    private static (int Rank, int CodePoint) MostReadable(int first, int last)
    {
        for (var i = 0; first < 0x80 && i < Preferred.Length; i++)
        {
            if (Preferred[i] >= first && Preferred[i] <= last)
            {
                return (i, Preferred[i]);
            }
        }

        // Behind them any letter, any sign, anything that is assigned; a few tries tell it for most ranges.
        var best = (Rank: int.MaxValue, CodePoint: first);
        for (var c = first; c <= last && c < first + 200 && best.Rank > Preferred.Length; c++)
        {
            var rank = Preferred.Length + (Rune.IsValid(c) ? CharUnicodeInfo.GetUnicodeCategory(c) : UnicodeCategory.OtherNotAssigned) switch
            {
                <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber => 0,
                >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol => 1,
                UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => 4,
                UnicodeCategory.Control when c is not ('\n' or '\t') => 3,
                _ => 2,
            };
            best = rank < best.Rank ? (rank, c) : best;
        }

        return best;
    }

    /// <summary>Characters that no set tells apart.</summary>
    /// <param name="CodePoint">The one that stands for all.</param>
    /// <param name="IsReadable">Whether it is a letter, a digit, a space or a sign.</param>
    /// <param name="Members">A bit for each set that they are in.</param>
    internal sealed record Class(int CodePoint, bool IsReadable, ulong[] Members)
    {
        public bool IsIn(int set) => (Members[set / 64] >> (set % 64) & 1) != 0;
    }
}
