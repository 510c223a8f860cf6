namespace AiStack.Components.Langflow;

/// <summary>Where Langflow keeps what it has built and computed.</summary>
public enum CacheType
{
    /// <summary>In the memory of each process.</summary>
    Async,

    /// <summary>In a Redis server, which several replicas share.</summary>
    Redis,
}
