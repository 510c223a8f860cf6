using System.Diagnostics;
using AiStack.Simulator.Metrics;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Scheduling;

/// <summary>Decides which sequences run, when each of their tokens exists and how much of the KV cache they take.</summary>
/// <remarks>
/// A sequence starts when it is first in the queue, fewer than <see cref="EngineSettings.MaxSequences"/> run and the cache
/// has room for its prompt and its whole answer. vLLM starts sequences more boldly and preempts one when the cache
/// overflows; since answers here have a known length, nothing is ever preempted and <c>vllm:num_preemptions_total</c> stays 0.
/// </remarks>
internal sealed class Engine : IDisposable
{
    private readonly EngineSettings _settings;
    private readonly VllmMetrics _metrics;
    private readonly PacingWheel _wheel;
    private readonly Queue<Sequence> _queue = new();
    private readonly HashSet<Sequence> _running = [];
    private readonly Lock _lock = new();
    private readonly long _firstTokenTicks;
    private readonly long _nextTokenTicks;
    private int _waiting;
    private int _reservedBlocks;
    private long _heldBlocks;
    private int _stepTokens;
    private bool _stopped;

    public Engine(EngineSettings settings, VllmMetrics metrics)
    {
        _settings = settings;
        _metrics = metrics;
        _firstTokenTicks = ToTicks(settings.TimeToFirstToken);
        _nextTokenTicks = ToTicks(settings.InterTokenLatency);
        _wheel = new PacingWheel((sequence, now) => _stepTokens += Produce(sequence, now), EndStep);
    }

    /// <summary>Sequences that run now.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>Sequences that wait for a place.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Share of the KV cache's blocks that hold tokens, 0 to 1.</summary>
    public double KvCacheUsage => (double)Interlocked.Read(ref _heldBlocks) / _settings.KvBlocks;

    /// <summary>Takes a request in: its sequences run at once or wait for their turn.</summary>
    public void Submit(Generation generation)
    {
        _metrics.Accepted(generation);
        var now = Stopwatch.GetTimestamp();
        foreach (var sequence in generation.Sequences)
        {
            sequence.Arrived = now;
            sequence.ReservedBlocks = Blocks(sequence.PromptTokens + sequence.OutputTokens);
            bool starts;
            lock (_lock)
            {
                if (_stopped)
                {
                    sequence.State = SequenceState.Aborted;
                    generation.Signal(inline: false);
                    continue;
                }

                starts = _waiting == 0 && HasRoom(sequence);
                if (starts)
                {
                    Admit(sequence);
                }
                else
                {
                    _queue.Enqueue(sequence);
                    _waiting++;
                }
            }

            if (starts)
            {
                Start(sequence);
            }
        }
    }

    /// <summary>Gives a request up; its places are free when this returns.</summary>
    public void Abort(Generation generation)
    {
        foreach (var sequence in generation.Sequences)
        {
            if (Leave(sequence, SequenceState.Aborted))
            {
                _metrics.Finished(sequence, FinishReason.Abort, Stopwatch.GetTimestamp());
            }
        }

        generation.Signal(inline: false);
    }

    /// <summary>Gives all requests up and takes no more.</summary>
    public void Stop()
    {
        Generation[] open;
        lock (_lock)
        {
            _stopped = true;
            open = [.. _running.Concat(_queue).Select(sequence => sequence.Owner).Distinct()];
        }

        Array.ForEach(open, Abort);
    }

    /// <inheritdoc/>
    public void Dispose() => _wheel.Dispose();

    private static long ToTicks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private int Blocks(int tokens) => (tokens + _settings.BlockSize - 1) / _settings.BlockSize;

    private bool HasRoom(Sequence sequence) =>
        _running.Count < _settings.MaxSequences && _reservedBlocks + sequence.ReservedBlocks <= _settings.KvBlocks;

    private void Admit(Sequence sequence)
    {
        _running.Add(sequence);
        _reservedBlocks += sequence.ReservedBlocks;
        sequence.State = SequenceState.Running;
    }

    private void Start(Sequence sequence)
    {
        var now = Stopwatch.GetTimestamp();
        sequence.Scheduled = now;
        Hold(sequence, sequence.PromptTokens);
        if (_firstTokenTicks > 0)
        {
            _wheel.Add(sequence, now + _firstTokenTicks);
            return;
        }

        _metrics.Step(Produce(sequence, now));
    }

    // Makes all tokens visible that are due, by the times they ought to have: lateness is made up for, not added up.
    // Returns how many tokens the engine worked on: new ones, and the prompt's when they are the first.
    private int Produce(Sequence sequence, long now)
    {
        if (sequence.State != SequenceState.Running)
        {
            return 0;
        }

        var first = sequence.Scheduled + _firstTokenTicks;
        var due = _nextTokenTicks == 0
            ? sequence.OutputTokens
            : (int)Math.Min(sequence.OutputTokens, 1 + ((now - first) / _nextTokenTicks));
        var before = sequence.Available;
        var work = due - before + (before == 0 ? sequence.PromptTokens : 0);
        _metrics.Produced(sequence, due - before, now);
        Hold(sequence, sequence.PromptTokens + due);
        sequence.Available = due;
        if (due < sequence.OutputTokens)
        {
            _wheel.Add(sequence, first + (due * _nextTokenTicks));
            sequence.Owner.Signal(inline: true);
        }
        else if (Leave(sequence, SequenceState.Finished))
        {
            _metrics.Finished(sequence, sequence.Finish, now);
            sequence.Owner.Signal(inline: false);
        }

        return work;
    }

    private void EndStep()
    {
        if (_stepTokens > 0)
        {
            _metrics.Step(_stepTokens);
            _stepTokens = 0;
        }
    }

    private void Hold(Sequence sequence, int tokens)
    {
        var blocks = Blocks(tokens);
        if (blocks == sequence.HeldBlocks)
        {
            return;
        }

        lock (_lock)
        {
            // An abort on another thread may have given the blocks back just now.
            if (sequence.State == SequenceState.Running)
            {
                SetHeld(sequence, blocks);
            }
        }
    }

    private void SetHeld(Sequence sequence, int blocks)
    {
        Interlocked.Add(ref _heldBlocks, blocks - sequence.HeldBlocks);
        sequence.HeldBlocks = blocks;
    }

    // Takes a sequence out for good and starts those that have room now. False when it was out already.
    private bool Leave(Sequence sequence, SequenceState state)
    {
        List<Sequence>? starting = null;
        lock (_lock)
        {
            switch (sequence.State)
            {
                case SequenceState.Waiting:
                    // It stays in the queue and is passed over when its turn comes.
                    _waiting--;
                    break;
                case SequenceState.Running:
                    _running.Remove(sequence);
                    _reservedBlocks -= sequence.ReservedBlocks;
                    SetHeld(sequence, 0);
                    break;
                default:
                    return false;
            }

            sequence.State = state;
            while (_queue.TryPeek(out var next) && (next.State != SequenceState.Waiting || HasRoom(next)))
            {
                _queue.Dequeue();
                if (next.State == SequenceState.Waiting)
                {
                    _waiting--;
                    Admit(next);
                    (starting ??= []).Add(next);
                }
            }
        }

        starting?.ForEach(Start);
        return true;
    }
}
