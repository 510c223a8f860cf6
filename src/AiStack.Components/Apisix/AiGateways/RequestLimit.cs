namespace AiStack.Components.Apisix;

/// <summary>How many requests a gateway lets through.</summary>
public sealed record RequestLimit
{
    /// <summary>Requests in one window.</summary>
    /// <value>1 or more. Default: 100.</value>
    public int Count { get; init; } = 100;

    /// <summary>The window.</summary>
    /// <value>Whole seconds, 1 or more. Default: 60 s.</value>
    public TimeSpan TimeWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whose requests are counted together.</summary>
    /// <value>Default: those of one address.</value>
    public RequestLimitKey Key { get; init; }
}
