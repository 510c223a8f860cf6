namespace AiStack.Autoscaling.Replay;

/// <summary>What a trigger's query finds in a replay.</summary>
public enum TriggerSource
{
    /// <summary>Something that a replay does not know, which it takes for nothing.</summary>
    Unknown,

    /// <summary>Nothing, since nobody scrapes the model.</summary>
    Missing,

    /// <summary>Something that only ever grows, by one with each request at least.</summary>
    Counter,

    /// <summary>Requests that wait, in all engines.</summary>
    Waiting,

    /// <summary>Requests that are computed, in all engines.</summary>
    Running,

    /// <summary>Share of the KV cache in use, added up over all engines.</summary>
    KvCacheUsage,

    /// <summary>1 while requests come to the router, else 0.</summary>
    Requests,
}
