namespace AiStack.Simulator.Text;

/// <summary>A small, fast random sequence that is the same on every machine and in every release, unlike <see cref="Random"/> with a seed.</summary>
internal struct SplitMix(ulong state)
{
    /// <summary>The next 64 random bits (SplitMix64 by Steele, Lea and Flood).</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)((Next() >> 32) * (ulong)limit >> 32);

    /// <summary>A fraction from 0 up to, not including, 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Makes several things, each with a random sequence of its own.</summary>
    public T[] Split<T>(int count, Func<SplitMix, T> make)
    {
        var made = new T[count];
        for (var i = 0; i < count; i++)
        {
            made[i] = make(new SplitMix(Next()));
        }

        return made;
    }

    /// <summary>Scatters the bits of a number; two numbers that differ in one bit give unrelated results.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Folds a number into a running hash; the order matters.</summary>
    public static ulong Fold(ulong hash, ulong value) => Mix(hash * 0x9E3779B97F4A7C15 + value + 1);

    /// <summary>Folds a text into a running hash.</summary>
    public static ulong Fold(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return Fold(hash, (ulong)text.Length);
    }
}
