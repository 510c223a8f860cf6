namespace AiStack.Cli.Load;

/// <summary>Random numbers that are the same for the same seed, on every machine and every .NET.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014): a few nanoseconds to begin, so that each request has numbers of its own, whatever came before it.</remarks>
/// <param name="seed">Where the sequence begins.</param>
internal struct Randomness(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The sequence of one of many things that share a seed.</summary>
    public static Randomness For(ulong seed, long number) => new(new Randomness(seed ^ (((ulong)number + 1) * 0xD1342543DE82EF95)).Next());

    /// <summary>Any number.</summary>
    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 up to, but never, 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 up to, but never, a bound.</summary>
    public int Below(int bound) => (int)(Fraction() * bound);

    /// <summary>A number of the standard normal distribution (Box and Muller's).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Fraction())) * Math.Cos(2 * Math.PI * Fraction());
}
