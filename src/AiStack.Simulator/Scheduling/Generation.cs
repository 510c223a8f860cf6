using System.Threading.Tasks.Sources;

namespace AiStack.Simulator.Scheduling;

/// <summary>A request inside the engine: its sequences and a way to wait for their next tokens.</summary>
/// <remarks>
/// Waiting allocates nothing: a thousand streams at fifty tokens a second would otherwise leave fifty thousand tasks a
/// second to the garbage collector. Only one waiter at a time.
/// </remarks>
internal sealed class Generation : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Signalled = 2;

    private ManualResetValueTaskSourceCore<bool> _core;
    private int _state;

    /// <summary>The answers it consists of.</summary>
    public required Sequence[] Sequences { get; set; }

    /// <summary>The <c>n</c> of the request, for the metrics.</summary>
    public int N { get; init; } = 1;

    /// <summary>The token limit of the request, for the metrics; <see langword="null"/> when it has none.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Completes when there is news since the last call: more tokens, an end, or an abort.</summary>
    public ValueTask WaitAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Signalled) == Signalled)
        {
            return ValueTask.CompletedTask;
        }

        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle)
        {
            return new ValueTask(this, _core.Version);
        }

        Volatile.Write(ref _state, Idle);
        return ValueTask.CompletedTask;
    }

    /// <summary>Says that there is news.</summary>
    /// <param name="inline">
    /// True to go on in the waiter at once on this thread: right for a token in the middle of a stream, which is quickly
    /// written. The end of a stream is followed by the connection's next request, which may take long.
    /// </param>
    internal void Signal(bool inline)
    {
        while (true)
        {
            switch (Volatile.Read(ref _state))
            {
                case Waiting when Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting:
                    _core.RunContinuationsAsynchronously = !inline;
                    _core.SetResult(true);
                    return;
                case Idle when Interlocked.CompareExchange(ref _state, Signalled, Idle) == Idle:
                case Signalled:
                    return;
                default:
                    continue;
            }
        }
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
