using System.Diagnostics;

namespace AiStack.Simulator.Scheduling;

/// <summary>Calls back for sequences when their next token is due, from one thread and to the millisecond.</summary>
/// <remarks>
/// A wheel of slots, one per millisecond, each a chain of sequences: putting one in or taking one out costs the same with
/// one stream or ten thousand. Timers of the runtime would cost an allocation and a thread pool entry per token. The
/// thread sleeps while nothing is due.
/// </remarks>
internal sealed class PacingWheel : IDisposable
{
    private const int Slots = 4096;
    private static readonly long TicksPerSlot = Stopwatch.Frequency / 1000;

    private readonly Sequence?[] _slots = new Sequence?[Slots];
    private readonly Action<Sequence, long> _due;
    private readonly Action _tickDone;
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _work = new();
    private readonly Thread _thread;
    private long _tick = Stopwatch.GetTimestamp() / TicksPerSlot;
    private int _count;
    private volatile bool _stopped;

    /// <summary>Starts the thread.</summary>
    /// <param name="due">Called with the sequence and the present time stamp.</param>
    /// <param name="tickDone">Called after all sequences of a tick, if there were any.</param>
    public PacingWheel(Action<Sequence, long> due, Action tickDone)
    {
        _due = due;
        _tickDone = tickDone;
        _thread = new Thread(Run) { IsBackground = true, Name = "token pacing" };
        _thread.Start();
    }

    /// <summary>Calls back for the sequence once, when the time stamp is reached.</summary>
    public void Add(Sequence sequence, long timestamp)
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                // The wheel stood still while it was empty.
                _tick = Math.Max(_tick, Stopwatch.GetTimestamp() / TicksPerSlot);
            }

            sequence.DueTick = Math.Max(_tick + 1, (timestamp + TicksPerSlot - 1) / TicksPerSlot);
            ref var slot = ref _slots[sequence.DueTick % Slots];
            sequence.NextInSlot = slot;
            slot = sequence;
            _count++;
        }

        _work.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        _work.Set();
        _thread.Join(TimeSpan.FromSeconds(1));
    }

    private void Run()
    {
        while (true)
        {
            _work.Wait();
            if (_stopped)
            {
                return;
            }

            TurnTo(Stopwatch.GetTimestamp() / TicksPerSlot);
            if (_work.IsSet)
            {
                Thread.Sleep(1);
            }
        }
    }

    private void TurnTo(long target)
    {
        while (true)
        {
            Sequence? chain;
            lock (_lock)
            {
                if (_count == 0)
                {
                    _work.Reset();
                    return;
                }

                if (_tick >= target)
                {
                    return;
                }

                _tick++;
                chain = TakeDue();
            }

            Call(chain);
        }
    }

    // Sequences due in a later round of the wheel stay in their slot.
    private Sequence? TakeDue()
    {
        ref var slot = ref _slots[_tick % Slots];
        Sequence? due = null;
        Sequence? later = null;
        for (var sequence = slot; sequence is not null;)
        {
            var next = sequence.NextInSlot;
            ref var chain = ref sequence.DueTick <= _tick ? ref due : ref later;
            sequence.NextInSlot = chain;
            chain = sequence;
            _count -= sequence.DueTick <= _tick ? 1 : 0;
            sequence = next;
        }

        slot = later;
        return due;
    }

    private void Call(Sequence? chain)
    {
        if (chain is null)
        {
            return;
        }

        while (chain is not null)
        {
            var next = chain.NextInSlot;
            chain.NextInSlot = null;
            _due(chain, Stopwatch.GetTimestamp());
            chain = next;
        }

        _tickDone();
    }
}
