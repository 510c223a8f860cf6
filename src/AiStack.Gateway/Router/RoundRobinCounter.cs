namespace AiStack.Gateway.Router;

/// <summary>Whose turn it is.</summary>
internal sealed class RoundRobinCounter
{
    private uint _turn = uint.MaxValue;

    /// <summary>The next index below a count.</summary>
    public int Next(int count) => (int)(Interlocked.Increment(ref _turn) % (uint)count);
}
