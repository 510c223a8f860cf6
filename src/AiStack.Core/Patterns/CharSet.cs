namespace AiStack.Core.Patterns;

/// <summary>A set of Unicode scalar values (code points without surrogates), as sorted ranges.</summary>
internal sealed class CharSet : IEquatable<CharSet>
{
    private readonly (int First, int Last)[] _ranges;

    private CharSet((int First, int Last)[] ranges) => _ranges = ranges;

    public static CharSet Empty { get; } = new([]);

    public static CharSet Any { get; } = new([(0, 0xD7FF), (0xE000, 0x10FFFF)]);

    public IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    public bool IsEmpty => _ranges.Length == 0;

    public static CharSet Of(int codePoint) => Range(codePoint, codePoint);

    public static CharSet Range(int first, int last) => Union([(first, last)]);

    /// <summary>The set of everything in the ranges, which may overlap and come in any order; surrogates are left out.</summary>
    public static CharSet Union(IEnumerable<(int First, int Last)> ranges)
    {
        var sorted = ranges.SelectMany(WithoutSurrogates).Order().ToList();
        var merged = new List<(int First, int Last)>(sorted.Count);
        foreach (var range in sorted)
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new([.. merged]);
    }

    public CharSet With(CharSet other) => Union([.. _ranges, .. other._ranges]);

    public CharSet Complement()
    {
        var gaps = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
            {
                gaps.Add((next, first - 1));
            }

            next = last + 1;
        }

        gaps.Add((next, 0x10FFFF));
        return Union(gaps.Where(gap => gap.First <= gap.Last));
    }

    public bool Contains(int codePoint)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public bool Overlaps(CharSet other)
    {
        var (i, j) = (0, 0);
        while (i < _ranges.Length && j < other._ranges.Length)
        {
            if (_ranges[i].Last < other._ranges[j].First)
            {
                i++;
            }
            else if (other._ranges[j].Last < _ranges[i].First)
            {
                j++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSubsetOf(CharSet other) => !Overlaps(other.Complement());

    public bool Equals(CharSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    public override bool Equals(object? obj) => Equals(obj as CharSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var range in _ranges)
        {
            hash.Add(range);
        }

        return hash.ToHashCode();
    }

    // No text in UTF-8 contains them, so nothing that PCRE reads in UTF mode does.
    private static IEnumerable<(int First, int Last)> WithoutSurrogates((int First, int Last) range)
    {
        if (range.First < 0xD800)
        {
            yield return (range.First, Math.Min(range.Last, 0xD7FF));
        }

        if (range.Last > 0xDFFF)
        {
            yield return (Math.Max(range.First, 0xE000), range.Last);
        }
    }
}
