namespace AiStack.Simulator.Metrics;

/// <summary>A number that only grows.</summary>
internal sealed class Counter
{
    private long _value;

    /// <summary>The present value.</summary>
    public long Value => Interlocked.Read(ref _value);

    /// <summary>Adds to it.</summary>
    public void Add(long amount) => Interlocked.Add(ref _value, amount);
}
