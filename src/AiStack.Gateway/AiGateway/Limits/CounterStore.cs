using System.Collections.Concurrent;

namespace AiStack.Gateway.AiGateway.Limits;

/// <summary>The counters of all limits, in memory. They outlast a new configuration, unless the limit itself is another.</summary>
/// <remarks>
/// The limiters of System.Threading.RateLimiting are not used: tokens are known only when an answer has ended, so a counter has to go below
/// zero, and its window begins with the first request, as in lua-resty-limit-traffic.
/// </remarks>
internal sealed class CounterStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Limit, string Key), WindowCounter> _counters = new();

    /// <summary>How many counters there are.</summary>
    public int Count => _counters.Count;

    /// <summary>The counter of a key under a limit.</summary>
    /// <param name="limit">Whose counter it is, and what it counts up to: another limit begins anew.</param>
    /// <param name="key">Who is counted.</param>
    /// <param name="count">How much there is in a window.</param>
    /// <param name="window">Length of a window.</param>
    public WindowCounter Get(string limit, string key, long count, TimeSpan window) =>
        _counters.TryGetValue((limit, key), out var counter) ? counter : _counters.GetOrAdd((limit, key), _ => new WindowCounter(count, window, time));

    /// <summary>Forgets the counters whose window is over.</summary>
    public void Sweep()
    {
        foreach (var (key, counter) in _counters)
        {
            if (counter.IsOver)
            {
                _counters.TryRemove(KeyValuePair.Create(key, counter));
            }
        }
    }
}
