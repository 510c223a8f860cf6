using System.Diagnostics;

namespace AiStack.Cli.Load;

/// <summary>Sends requests when they are due, whether or not earlier ones have ended.</summary>
/// <param name="plan">What is asked for.</param>
/// <param name="client">Who sends.</param>
/// <param name="measurements">Where it is counted.</param>
internal sealed class LoadRun(LoadPlan plan, LoadClient client, LoadMeasurements measurements) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim? _slots = plan.Concurrency is { } concurrency ? new(concurrency) : null;
    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Arrivals _due = new(plan.Rate, plan.Seed);
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan? _nextDue;
    private TimeSpan _blockedUntil;
    private long _dueSoFar;
    private long _open = 1;
    private long _sent;
    private bool _isInterrupted;
    private RequestFailure? _notFound;

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Whether requests are still being sent.</summary>
    public bool IsSending { get; private set; } = true;

    /// <summary>Runs to the end: until the plan's time is up and every request has ended, or the cancellation, which is no error.</summary>
    public async Task<LoadEnd> RunAsync(CancellationToken cancellation)
    {
        using var registration = cancellation.UnsafeRegister(_ => _stop.Cancel(), null);

        // A thread of its own: it keeps to its times whatever the answers of others make of the thread pool.
        var sending = TimeSpan.Zero;
        var sender = new Thread(() =>
        {
            sending = Send();
            CloseOne();
        }) { IsBackground = true, Name = "load arrivals" };
        sender.Start();
        await _allEnded.Task;
        return new() { Sending = sending, Elapsed = Elapsed, IsInterrupted = _isInterrupted || cancellation.IsCancellationRequested, NeverSent = NeverSent(sending), NotFound = _notFound };
    }

    /// <summary>Requests that are due and wait because too many run.</summary>
    /// <remarks>Their times are drawn once more rather than kept: a long queue would take memory without bound. For one caller at a time.</remarks>
    public long Waiting() => _slots is null || !IsSending ? 0 : Math.Max(0, DueUntil(Elapsed) - Volatile.Read(ref _sent));

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _slots?.Dispose();
    }

    private long NeverSent(TimeSpan until) => _slots is null || _notFound is not null ? 0 : Math.Max(0, DueUntil(until < plan.Duration ? until : plan.Duration) - _sent);

    private long DueUntil(TimeSpan time)
    {
        for (_nextDue ??= _due.Next(); _nextDue <= time; _nextDue = _due.Next())
        {
            _dueSoFar++;
        }

        return _dueSoFar;
    }

    // Ends when time is up; returns for how long it sent.
    private TimeSpan Send()
    {
        var arrivals = new Arrivals(plan.Rate, plan.Seed);
        for (var due = arrivals.Next(); due < plan.Duration && Wait(due) && WaitForSlot(); due = arrivals.Next())
        {
            Interlocked.Increment(ref _open);
            var number = _sent;
            Volatile.Write(ref _sent, number + 1);
            measurements.Sent(Elapsed - due, isHeldBack: due < _blockedUntil);
            _ = SendAsync(number, _start + (long)(due.TotalSeconds * Stopwatch.Frequency));
        }

        Wait(plan.Duration);
        IsSending = false;
        var sending = Elapsed;
        _isInterrupted = _stop.IsCancellationRequested;
        return sending;
    }

    private bool Wait(TimeSpan until)
    {
        while (until - Elapsed is { Ticks: > 0 } left && !_stop.IsCancellationRequested)
        {
            // A wait of less than a millisecond would not be one.
            _stop.Token.WaitHandle.WaitOne((int)Math.Ceiling(Math.Min(left.TotalMilliseconds, 60_000)));
        }

        return !_stop.IsCancellationRequested;
    }

    // Whatever was due before the wait ended was held back by it, though a slot may be free by the time of its turn.
    private bool WaitForSlot()
    {
        if (_slots is null || _slots.Wait(0))
        {
            return true;
        }

        try
        {
            return plan.Duration - Elapsed is { Ticks: > 0 } left && _slots.Wait((int)Math.Min(left.TotalMilliseconds, int.MaxValue), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _blockedUntil = Elapsed;
        }
    }

    private async Task SendAsync(long number, long due)
    {
        try
        {
            if (await client.SendAsync(number, due, _stop.Token) is { Kind: "404" } failure && Interlocked.CompareExchange(ref _notFound, failure, null) is null)
            {
                await _stop.CancelAsync();
            }
        }
        finally
        {
            _slots?.Release();
            CloseOne();
        }
    }

    private void CloseOne()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _allEnded.SetResult();
        }
    }
}
