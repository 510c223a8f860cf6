namespace AiStack.Gateway.Router;

/// <summary>One backend process, from the moment the configuration names it until it no longer does.</summary>
internal sealed class Backend(string url, TimeSpan statisticsWindow, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _removed = new();

    /// <summary>Base address without a trailing slash.</summary>
    public string Url { get; } = url;

    /// <summary>What <c>/engines</c> calls it.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>When the configuration first named it, Unix time in seconds.</summary>
    public long Created { get; } = time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>What is known of it. Changed by <see cref="BackendPool"/> only.</summary>
    public BackendState State { get; private set; }

    /// <summary>Time stamp of the last change of <see cref="State"/>.</summary>
    public long StateSince { get; private set; } = time.GetTimestamp();

    /// <summary>Time stamp of the moment when the configuration first named it.</summary>
    public long Named { get; } = time.GetTimestamp();

    /// <summary>The models it said it serves, as of its last answer. Written by <see cref="BackendPool"/> only.</summary>
    public IReadOnlyList<ServedModel> Models { get; set; } = [];

    /// <summary>Its requests.</summary>
    public RequestStatistics Statistics { get; } = new(statisticsWindow, time);

    /// <summary>Its prefix cache, as of the last reading of its metrics; <see langword="null"/> while it has not told.</summary>
    public PrefixCacheFigures? PrefixCache { get; set; }

    /// <summary>Released when its next probe should not wait.</summary>
    public SemaphoreSlim ProbeWanted { get; } = new(0, 1);

    /// <summary>Completes with its first probe, however that ends.</summary>
    public TaskCompletionSource FirstProbe { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it is up for the first time, or removed before that.</summary>
    public TaskCompletionSource FirstUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cancelled when the configuration no longer names it.</summary>
    public CancellationToken Removed => _removed.Token;

    /// <summary>Notes what is known of it now.</summary>
    public void Become(BackendState state)
    {
        if (State != state)
        {
            State = state;
            StateSince = time.GetTimestamp();
        }
    }

    /// <summary>Asks for a probe now.</summary>
    public void WantProbe()
    {
        try
        {
            ProbeWanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // One is wanted already.
        }
    }

    /// <summary>Ends its probing. Requests under way go on.</summary>
    public void Dispose()
    {
        _removed.Cancel();
        FirstProbe.TrySetResult();
        FirstUp.TrySetResult();
    }
}
