using AiStack.Simulator.Scheduling;

namespace AiStack.Simulator.Serving;

/// <summary>A request on its way through the engine; ends with it, or with the client going away.</summary>
internal sealed class GenerationRun(Engine engine, Generation generation, HttpContext http)
{
    /// <summary>Waits until all answers are complete.</summary>
    /// <exception cref="OperationCanceledException">The client went away, or the server stops.</exception>
    public ValueTask CompleteAsync()
    {
        engine.Submit(generation);
        return IsOver() ? CheckAborted() : new ValueTask(WaitAsync());
    }

    /// <summary>Sends a stream while the answers are generated.</summary>
    /// <param name="send">Sends until all sequences have ended.</param>
    public async Task StreamAsync(Func<Generation, Task> send)
    {
        await using var registration = AbortWithClient();
        engine.Submit(generation);
        await send(generation);
    }

    private async Task WaitAsync()
    {
        await using var registration = AbortWithClient();
        while (!IsOver())
        {
            await generation.WaitAsync();
        }

        await CheckAborted();
    }

    private CancellationTokenRegistration AbortWithClient() => http.RequestAborted.UnsafeRegister(
        static state => ((GenerationRun)state!).Abort(), this);

    private void Abort() => engine.Abort(generation);

    private bool IsOver() => Array.TrueForAll(generation.Sequences, sequence => sequence.State is SequenceState.Finished or SequenceState.Aborted);

    private ValueTask CheckAborted() => Array.Exists(generation.Sequences, sequence => sequence.State == SequenceState.Aborted)
        ? throw new OperationCanceledException("The request was given up before it was complete.")
        : ValueTask.CompletedTask;
}
