namespace AiStack.Gateway.Router;

/// <summary>What the router sees of one backend's requests.</summary>
internal sealed class RequestStatistics(TimeSpan window, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SlidingWindow _arrivals = new(window, time);
    private readonly SlidingWindow _latencies = new(window, time);
    private readonly SlidingWindow _decodings = new(window, time);
    private readonly SlidingWindow _tokenTimes = new(window, time);
    private int _inPrefill;
    private int _inDecoding;

    /// <summary>A request was given to the backend.</summary>
    public void Started()
    {
        lock (_lock)
        {
            _inPrefill++;
            _arrivals.Add(1);
        }
    }

    /// <summary>The first byte of the answer's body arrived.</summary>
    public void AnswerBegan()
    {
        lock (_lock)
        {
            _inPrefill--;
            _inDecoding++;
        }
    }

    /// <summary>The request is over without a complete answer.</summary>
    public void Failed(bool answerBegan)
    {
        lock (_lock)
        {
            Leave(answerBegan);
        }
    }

    /// <summary>The request is over, the answer complete.</summary>
    /// <param name="answerBegan">Whether <see cref="AnswerBegan"/> was said; an answer may have no body.</param>
    /// <param name="latency">Time since <see cref="Started"/>.</param>
    /// <param name="decoding">Time since <see cref="AnswerBegan"/>.</param>
    /// <param name="tokens">Tokens of the answer, 0 where it did not say or was not streamed.</param>
    public void Completed(bool answerBegan, TimeSpan latency, TimeSpan decoding, long tokens)
    {
        lock (_lock)
        {
            Leave(answerBegan);
            _latencies.Add(latency.TotalSeconds);
            _decodings.Add(decoding.TotalSeconds);
            if (tokens > 1)
            {
                _tokenTimes.Add(decoding.TotalSeconds / (tokens - 1));
            }
        }
    }

    /// <summary>Requests per second of the window.</summary>
    public double QueriesPerSecond()
    {
        lock (_lock)
        {
            return _arrivals.Totals().Count / window.TotalSeconds;
        }
    }

    /// <summary>All figures of this moment.</summary>
    public RequestFigures Read()
    {
        lock (_lock)
        {
            return new RequestFigures(
                _arrivals.Totals().Count / window.TotalSeconds,
                Average(_latencies),
                Average(_decodings),
                Average(_tokenTimes),
                _inPrefill,
                _inDecoding);
        }
    }

    private void Leave(bool answerBegan)
    {
        if (answerBegan)
        {
            _inDecoding--;
        }
        else
        {
            _inPrefill--;
        }
    }

    private static double Average(SlidingWindow values) =>
        values.Totals() is (> 0, _) totals ? totals.Sum / totals.Count : -1;
}
