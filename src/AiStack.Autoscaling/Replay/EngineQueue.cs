using System.Numerics;
using System.Runtime.CompilerServices;

namespace AiStack.Autoscaling.Replay;

/// <summary>One engine's places and the queue before them, in steps of a second.</summary>
/// <remarks>
/// A fluid model: parts of requests, first come first served, as many at once as there are places, each for as long as a request takes. What leaves is kept in a ring by the second in which it does,
/// so that a step costs the same with one request or ten thousand. Requests that take less than a second have their place several times in one.
/// As with vLLM, what waits for an engine stays with it: an engine that is added later does not take it over.
/// </remarks>
internal sealed class EngineQueue
{
    private double[] _leaving = new double[64];
    private int _second;
    private double _staying;

    /// <summary>Requests that wait.</summary>
    public double Waiting { get; private set; }

    /// <summary>Requests that are computed, on the average of the last step.</summary>
    public double Running { get; private set; }

    /// <summary>Everything that it has: what is lost if it goes.</summary>
    public double Held => Waiting + _staying;

    /// <summary>A second passes.</summary>
    /// <param name="arrivals">Requests that come.</param>
    /// <param name="duration">Seconds that each of those that start is computed.</param>
    /// <param name="places">Requests that are computed at once.</param>
    /// <returns>Requests that were started.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Called a million times from the first moment on: no time to find out.
    public double Step(double arrivals, double duration, double places)
    {
        var whole = (int)duration;
        if (whole + 2 > _leaving.Length)
        {
            Widen(whole + 2);
        }

        ref var now = ref _leaving[_second & (_leaving.Length - 1)];
        _staying = Math.Max(0, _staying - now);
        now = 0;
        var room = Math.Max(0, places - _staying) / Math.Max(Math.Min(duration, 1), 0.001);
        var starts = Math.Min(Waiting + arrivals, room);
        Waiting = Waiting + arrivals - starts;
        Start(starts, whole, duration - whole);
        _second++;
        return starts;
    }

    private void Start(double starts, int whole, double part)
    {
        if (whole == 0)
        {
            Running = _staying + (starts * part);
            return;
        }

        _staying += starts;
        Running = _staying;
        _leaving[(_second + whole) & (_leaving.Length - 1)] += starts * (1 - part);
        _leaving[(_second + whole + 1) & (_leaving.Length - 1)] += starts * part;
    }

    private void Widen(int seconds)
    {
        var wider = new double[(int)BitOperations.RoundUpToPowerOf2((uint)seconds)];
        for (var ahead = 0; ahead < _leaving.Length; ahead++)
        {
            wider[(_second + ahead) & (wider.Length - 1)] = _leaving[(_second + ahead) & (_leaving.Length - 1)];
        }

        _leaving = wider;
    }
}
