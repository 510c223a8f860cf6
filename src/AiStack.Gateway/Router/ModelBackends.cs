namespace AiStack.Gateway.Router;

/// <summary>The backends of one model, as of one moment.</summary>
internal sealed class ModelBackends
{
    private readonly Backend[] _available;
    private readonly HashRing? _ring;
    private readonly RoundRobinCounter _counter;
    private readonly RoutingLogic _logic;

    /// <summary>Makes the list.</summary>
    /// <param name="available">Backends that may be asked, in a fixed order; none when the model is known but down.</param>
    /// <param name="logic">How one is chosen.</param>
    /// <param name="counter">Lives longer than this list, so that a change of health does not start the round anew.</param>
    public ModelBackends(Backend[] available, RoutingLogic logic, RoundRobinCounter counter)
    {
        _available = available;
        _logic = logic;
        _counter = counter;
        _ring = logic == RoutingLogic.Session && available.Length > 0 ? new HashRing(available) : null;
    }

    /// <summary>Chooses the backend of a request.</summary>
    /// <param name="session">The request's session, if it has one.</param>
    /// <param name="tried">Backends that failed this request before.</param>
    /// <returns>A backend, or <see langword="null"/> when none is left.</returns>
    public Backend? Choose(string? session, IReadOnlyCollection<Backend> tried)
    {
        if (_available.Length == 0)
        {
            return null;
        }

        var first = _logic == RoutingLogic.RoundRobin ? _available[_counter.Next(_available.Length)]
            : session is not null ? _ring!.Find(session)
            : _available.MinBy(backend => backend.Statistics.QueriesPerSecond())!;
        if (tried.Count == 0 || !tried.Contains(first))
        {
            return first;
        }

        // The next one in order, so that the retries of many requests do not all meet at the same backend.
        var start = Array.IndexOf(_available, first);
        return Enumerable.Range(1, _available.Length - 1)
            .Select(step => _available[(start + step) % _available.Length])
            .FirstOrDefault(backend => !tried.Contains(backend));
    }
}
