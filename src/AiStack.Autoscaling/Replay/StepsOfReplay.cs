using System.Runtime.CompilerServices;
using AiStack.Autoscaling.Load;

namespace AiStack.Autoscaling.Replay;

/// <summary>Puts seconds together to the pieces of a timeline.</summary>
/// <param name="resolution">Seconds of one piece at most.</param>
internal sealed class StepsOfReplay(int resolution)
{
    private readonly List<ReplayStep> _done = [];
    private int _second;
    private string _reason = "";
    private double _requests;
    private double _waiting;
    private double _running;
    private double _lost;
    private double? _firstToken;

    /// <summary>Engines that answered in the second before.</summary>
    /// <value>-1: there was none.</value>
    public int Replicas { get; private set; } = -1;

    /// <summary>Engines that were asked for in the second before.</summary>
    private int Desired { get; set; }

    /// <summary>Adds a second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int second, LoadSecond load, SimulatedEngines engines, string reason)
    {
        if (Replicas < 0 || second % resolution == 0 || Replicas != engines.Ready || Desired != engines.Existing)
        {
            End();
            (_second, Replicas, Desired, _reason) = (second, engines.Ready, engines.Existing, reason);
            (_requests, _waiting, _running, _lost, _firstToken) = (0, 0, 0, 0, null);
        }

        _requests = Math.Max(_requests, load.Requests);
        _waiting = Math.Max(_waiting, engines.Waiting);
        _running = Math.Max(_running, engines.Running);
        _lost += engines.Lost;
        if (engines.Ready > 0 && load.Requests > 0)
        {
            _firstToken = Math.Max(_firstToken ?? 0, engines.FirstToken);
        }
    }

    /// <summary>All pieces, when the last second was added.</summary>
    public IReadOnlyList<ReplayStep> Finish()
    {
        End();
        return _done;
    }

    private void End()
    {
        if (Replicas >= 0)
        {
            _done.Add(new()
            {
                Seconds = _second,
                Replicas = Replicas,
                DesiredReplicas = Desired,
                RequestsPerSecond = _requests,
                Waiting = _waiting,
                Running = _running,
                TimeToFirstToken = _firstToken,
                Lost = _lost,
                Reason = _reason,
            });
        }
    }
}
