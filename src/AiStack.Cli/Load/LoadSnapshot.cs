namespace AiStack.Cli.Load;

/// <summary>What has been measured up to a moment.</summary>
internal sealed record LoadSnapshot
{
    /// <summary>Requests and tokens of the whole run.</summary>
    public required LoadCounts Counts { get; init; }

    /// <summary>Requests and tokens of the last seconds.</summary>
    public required LoadCounts Recent { get; init; }

    /// <summary>How long the last seconds are together.</summary>
    public required TimeSpan RecentTime { get; init; }

    /// <summary>From when a request was due to the first text of its answer.</summary>
    public required LatencySummary FirstToken { get; init; }

    /// <summary>From one text of an answer to the next.</summary>
    public required LatencySummary BetweenTokens { get; init; }

    /// <summary>From when a request was due to the end of its answer.</summary>
    public required LatencySummary EndToEnd { get; init; }

    /// <summary>How often requests failed, the most frequent kind first.</summary>
    public required IReadOnlyList<FailureCount> Failures { get; init; }
}
