namespace AiStack.Gateway.AiGateway.Limits;

/// <summary>Counts down from a limit within a window of time that begins with the first use.</summary>
/// <remarks>Source: lua-resty-limit-traffic, <c>lib/resty/limit/count.lua</c>, as apache/apisix 3.18 uses it: a dry run asks and counts nothing.</remarks>
internal sealed class WindowCounter
{
    private readonly Lock _lock = new();
    private readonly long _limit;
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;
    private long _remaining;
    private long _began;
    private bool _isUsed;

    /// <summary>Makes a counter.</summary>
    /// <param name="limit">How much there is in a window.</param>
    /// <param name="window">Length of a window.</param>
    /// <param name="time">The clock.</param>
    public WindowCounter(long limit, TimeSpan window, TimeProvider time)
    {
        (_limit, _window, _time) = (limit, window, time);
        (_remaining, _began) = (limit, time.GetTimestamp());
    }

    /// <summary>Whether nothing is counted any more.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
            {
                return _time.GetElapsedTime(_began) >= _window;
            }
        }
    }

    /// <summary>Asks whether one more would be let through.</summary>
    /// <returns>What would remain after it, below zero if it would not; and the time until the window is over.</returns>
    public (long Remaining, TimeSpan Reset) Peek()
    {
        lock (_lock)
        {
            BeginIfOver();
            return (_remaining - 1, Left());
        }
    }

    /// <summary>Counts.</summary>
    /// <param name="cost">How much.</param>
    /// <returns>What remains, below zero when there was not enough; and the time until the window is over.</returns>
    public (long Remaining, TimeSpan Reset) Take(long cost)
    {
        lock (_lock)
        {
            BeginIfOver();
            if (!_isUsed)
            {
                (_isUsed, _began) = (true, _time.GetTimestamp());
            }

            _remaining -= cost;
            return (_remaining, Left());
        }
    }

    private void BeginIfOver()
    {
        if (_time.GetElapsedTime(_began) >= _window)
        {
            (_remaining, _isUsed, _began) = (_limit, false, _time.GetTimestamp());
        }
    }

    private TimeSpan Left() => _isUsed ? _window - _time.GetElapsedTime(_began) : _window;
}
