using System.Diagnostics;
using AiStack.Simulator.Scheduling;
using AiStack.Simulator.Telemetry;

namespace AiStack.Simulator.Serving;

/// <summary>A request on its way through the engine; ends with it, or with the client going away.</summary>
internal sealed class GenerationRun(Engine engine, Generation generation, HttpContext http, string model)
{
    /// <summary>Waits until all answers are complete.</summary>
    /// <exception cref="OperationCanceledException">The client went away, or the server stops.</exception>
    public ValueTask CompleteAsync()
    {
        var span = GenerationSpan.Start(model, generation);
        engine.Submit(generation);
        if (!IsOver())
        {
            return new ValueTask(WaitAsync(span));
        }

        GenerationSpan.End(span, generation);
        return CheckAborted();
    }

    /// <summary>Sends a stream while the answers are generated.</summary>
    /// <param name="send">Sends until all sequences have ended.</param>
    public async Task StreamAsync(Func<Generation, Task> send)
    {
        await using var registration = AbortWithClient();
        var span = GenerationSpan.Start(model, generation);
        try
        {
            engine.Submit(generation);
            await send(generation);
        }
        finally
        {
            GenerationSpan.End(span, generation);
        }
    }

    private async Task WaitAsync(Activity? span)
    {
        await using var registration = AbortWithClient();
        while (!IsOver())
        {
            await generation.WaitAsync();
        }

        GenerationSpan.End(span, generation);
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
