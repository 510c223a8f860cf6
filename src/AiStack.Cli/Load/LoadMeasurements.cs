namespace AiStack.Cli.Load;

/// <summary>Everything that is counted and measured while a load runs. What it takes of memory does not grow. Safe for several threads.</summary>
internal sealed class LoadMeasurements
{
    /// <summary>How many seconds count as recent.</summary>
    public const int RecentSeconds = 5;

    private readonly Lock _lock = new();
    private readonly LatencySeries _firstToken = new();
    private readonly LatencySeries _betweenTokens = new();
    private readonly LatencySeries _endToEnd = new();
    private readonly LatencyHistogram _heldBack = new();
    private readonly LatencyHistogram _late = new();
    private readonly Dictionary<string, FailureCount> _failures = [];
    private readonly Queue<(TimeSpan Time, LoadCounts Counts)> _seconds = new([(TimeSpan.Zero, default)]);
    private LoadCounts _counts;

    /// <summary>Counts a request that is sent now.</summary>
    /// <param name="delay">How long after it was due.</param>
    /// <param name="isHeldBack">Whether it had to wait until another one ended.</param>
    public void Sent(TimeSpan delay, bool isHeldBack)
    {
        lock (_lock)
        {
            _counts.Sent++;
            (isHeldBack ? _heldBack : _late).Add(delay);
        }
    }

    /// <summary>Counts the first text of an answer.</summary>
    public void FirstToken(TimeSpan sinceDue)
    {
        lock (_lock)
        {
            _counts.OutputTokens++;
            _firstToken.Add(sinceDue);
        }
    }

    /// <summary>Counts further text of an answer.</summary>
    public void NextToken(TimeSpan sinceLast)
    {
        lock (_lock)
        {
            _counts.OutputTokens++;
            _betweenTokens.Add(sinceLast);
        }
    }

    /// <summary>Counts a complete answer.</summary>
    /// <param name="sinceDue">How long it took.</param>
    /// <param name="promptTokens">Tokens of its prompt.</param>
    /// <param name="moreOutputTokens">Its tokens that have not been counted yet.</param>
    public void Done(TimeSpan sinceDue, int promptTokens, int moreOutputTokens)
    {
        lock (_lock)
        {
            _counts.Done++;
            _counts.PromptTokens += promptTokens;
            _counts.OutputTokens += moreOutputTokens;
            _endToEnd.Add(sinceDue);
        }
    }

    /// <summary>Counts a failed request.</summary>
    /// <returns>Whether no request has been answered yet.</returns>
    public bool Failed(RequestFailure failure)
    {
        lock (_lock)
        {
            _counts.Failed++;
            var known = _failures.GetValueOrDefault(failure.Kind);
            _failures[failure.Kind] = new(failure.Kind, (known?.Count ?? 0) + 1, known?.Message ?? failure.Message);
            return _counts.Done == 0;
        }
    }

    /// <summary>Counts a request that was given up because the run ends.</summary>
    public void Unfinished()
    {
        lock (_lock)
        {
            _counts.Unfinished++;
        }
    }

    /// <summary>Begins another second; to be called about once in each.</summary>
    /// <param name="elapsed">Time since the beginning.</param>
    public void NextSecond(TimeSpan elapsed)
    {
        lock (_lock)
        {
            _firstToken.NextSecond();
            _betweenTokens.NextSecond();
            _endToEnd.NextSecond();
            _seconds.Enqueue((elapsed, _counts));
            if (_seconds.Count > RecentSeconds)
            {
                _seconds.Dequeue();
            }
        }
    }

    /// <summary>What has been measured, with the latencies of the last seconds.</summary>
    /// <param name="elapsed">Time since the beginning.</param>
    public LoadSnapshot Recent(TimeSpan elapsed)
    {
        lock (_lock)
        {
            return Snapshot(elapsed, _firstToken.Recent(), _betweenTokens.Recent(), _endToEnd.Recent());
        }
    }

    /// <summary>What has been measured, with the latencies of the whole run.</summary>
    /// <param name="elapsed">Time since the beginning.</param>
    public LoadSnapshot Whole(TimeSpan elapsed)
    {
        lock (_lock)
        {
            return Snapshot(elapsed, LatencySummary.Of(_firstToken.Whole), LatencySummary.Of(_betweenTokens.Whole), LatencySummary.Of(_endToEnd.Whole));
        }
    }

    /// <summary>How long requests waited here because of the limit to what runs at a time, and by how much this program itself was late with the others.</summary>
    public (LatencySummary HeldBack, LatencySummary Late) Delays()
    {
        lock (_lock)
        {
            return (LatencySummary.Of(_heldBack), LatencySummary.Of(_late));
        }
    }

    private LoadSnapshot Snapshot(TimeSpan elapsed, LatencySummary firstToken, LatencySummary betweenTokens, LatencySummary endToEnd)
    {
        var (time, before) = _seconds.Peek();
        return new()
        {
            Counts = _counts,
            Recent = new()
            {
                Sent = _counts.Sent - before.Sent,
                Done = _counts.Done - before.Done,
                Failed = _counts.Failed - before.Failed,
                PromptTokens = _counts.PromptTokens - before.PromptTokens,
                OutputTokens = _counts.OutputTokens - before.OutputTokens,
            },
            RecentTime = elapsed - time,
            FirstToken = firstToken,
            BetweenTokens = betweenTokens,
            EndToEnd = endToEnd,
            Failures = [.. _failures.Values.OrderByDescending(failure => failure.Count).ThenBy(failure => failure.Kind, StringComparer.Ordinal)],
        };
    }
}
