namespace AiStack.Cli.Load;

/// <summary>When requests are due: a Poisson process, as many independent users make it.</summary>
/// <param name="rate">Requests per second, on average.</param>
/// <param name="seed">The same seed gives the same times.</param>
internal sealed class Arrivals(double rate, ulong seed)
{
    private Randomness _random = new(seed);
    private double _seconds;

    /// <summary>The next request's time.</summary>
    /// <returns>Time since the beginning; never less than the one before.</returns>
    public TimeSpan Next()
    {
        _seconds += -Math.Log(1 - _random.Fraction()) / rate;
        return _seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(_seconds) : TimeSpan.MaxValue;
    }
}
