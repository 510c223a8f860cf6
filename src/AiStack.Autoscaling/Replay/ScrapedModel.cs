namespace AiStack.Autoscaling.Replay;

/// <summary>What Prometheus knows of a model: the values of the last scrape, and the router's counter over a while.</summary>
/// <param name="model">The model.</param>
internal sealed class ScrapedModel(ReplayedModel model)
{
    private readonly int _interval = Math.Max(1, (int)Math.Ceiling(model.ScrapeInterval.TotalSeconds));
    private readonly Queue<(int Second, double Count)> _counter = new();
    private bool _hasEngines;
    private double _waiting;
    private double _running;
    private double _cache;
    private double _count;

    /// <summary>Scrapes, when it is time to.</summary>
    /// <param name="second">The present.</param>
    /// <param name="engines">The engines; only those that answer have metrics.</param>
    /// <param name="requests">Requests that the router has counted until now.</param>
    public void Scrape(int second, SimulatedEngines engines, double requests)
    {
        if (second % _interval != 0)
        {
            return;
        }

        (_hasEngines, _waiting, _running, _cache, _count) = (engines.Ready > 0, engines.Waiting, engines.Running, engines.KvCacheUsage, requests);

        // A counter is there from the first request on, and no sooner.
        if (requests >= 1)
        {
            _counter.Enqueue((second, Math.Floor(requests)));
        }
    }

    /// <summary>What a query finds now.</summary>
    public MetricReading Read(TriggerSource source, int second) => source switch
    {
        TriggerSource.Requests => Rate(second),
        TriggerSource.Missing or TriggerSource.Unknown => MetricReading.Nothing,
        _ when !_hasEngines => MetricReading.Nothing,
        TriggerSource.Waiting => MetricReading.Of(_waiting),
        TriggerSource.Counter => MetricReading.Of(_count),
        TriggerSource.Running => MetricReading.Of(_running),
        _ => MetricReading.Of(_cache),
    };

    // `rate(…) > bool 0`: needs two samples within the window, of which the last is above the first.
    private MetricReading Rate(int second)
    {
        while (_counter.TryPeek(out var oldest) && oldest.Second <= second - model.RateWindow.TotalSeconds)
        {
            _counter.Dequeue();
        }

        return _counter.Count < 2 ? MetricReading.Nothing : MetricReading.Of(_counter.Last().Count > _counter.Peek().Count ? 1 : 0);
    }
}
