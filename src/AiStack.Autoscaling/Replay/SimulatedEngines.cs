using System.Runtime.CompilerServices;
using AiStack.Autoscaling.Load;

namespace AiStack.Autoscaling.Replay;

/// <summary>The engines of one model behind their router, in steps of a second.</summary>
/// <param name="speed">How fast each is.</param>
/// <param name="startUp">From being asked for to the first answer.</param>
internal sealed class SimulatedEngines(EngineSpeed speed, int startUp)
{
    private readonly List<Engine> _engines = [];
    private LoadSecond _last;
    private (double FirstToken, double Duration, double Places) _times;

    /// <summary>Engines that there are, those that load included.</summary>
    public int Existing => _engines.Count;

    /// <summary>Engines that answer.</summary>
    public int Ready { get; private set; }

    /// <summary>Requests that wait in all engines that answer.</summary>
    public double Waiting { get; private set; }

    /// <summary>Requests that are computed in all of them.</summary>
    public double Running { get; private set; }

    /// <summary>Share of the KV cache in use, added up over the engines that answer. 0 where its size is not known.</summary>
    public double KvCacheUsage => speed.KvCacheTokens is { } tokens ? Running * (_last.PromptTokens + (_last.OutputTokens / 2.0)) / tokens : 0;

    /// <summary>Longest time in seconds from a request's arrival to its first token, for those that came in the last second.</summary>
    public double FirstToken { get; private set; }

    /// <summary>Requests that came while no engine answered: the router says 404 or 503.</summary>
    public double Lost { get; private set; }

    /// <summary>Asks for a number of engines.</summary>
    /// <returns>Requests that were cut off with the engines that went: those that load go first, then the youngest.</returns>
    /// <remarks>Source: kubernetes, <c>pkg/controller/controller_utils.go</c>, <c>ActivePodsWithRanks</c>: unready before ready, later before earlier.</remarks>
    public double Scale(int count, int second, bool areReady = false)
    {
        while (_engines.Count < count)
        {
            _engines.Add(new(areReady ? second : second + startUp));
        }

        var cut = 0.0;
        while (_engines.Count > count)
        {
            cut += _engines[^1].Queue.Held;
            _engines.RemoveAt(_engines.Count - 1);
        }

        return cut;
    }

    /// <summary>Counts those that answer by now.</summary>
    public void Begin(int second)
    {
        Ready = 0;
        while (Ready < _engines.Count && _engines[Ready].ReadyAt <= second)
        {
            Ready++;
        }
    }

    /// <summary>A second passes; the router gives each engine that answers as much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(LoadSecond load)
    {
        // A second in which nothing comes says nothing about what waits.
        if (load.Requests > 0 || _times.Places == 0)
        {
            if (load.PromptTokens != _last.PromptTokens || load.OutputTokens != _last.OutputTokens || _times.Places == 0)
            {
                _times = (speed.FirstToken(load), speed.Duration(load), speed.Places(load));
            }

            _last = load;
        }

        (Waiting, Running, Lost, FirstToken) = (0, 0, 0, _times.FirstToken);
        if (Ready == 0)
        {
            Lost = load.Requests;
            return;
        }

        var (arrivals, duration, places, waiting, running) = (load.Requests / Ready, _times.Duration, _times.Places, 0.0, 0.0);
        for (var i = 0; i < Ready; i++)
        {
            var queue = _engines[i].Queue;
            queue.Step(arrivals, duration, places);
            waiting += queue.Waiting;
            running += queue.Running;
            FirstToken = Math.Max(FirstToken, FirstTokenOf(queue));
        }

        (Waiting, Running) = (waiting, running);
    }

    /// <summary>Notes the times to the first token of the last second's requests, each engine's share by its own queue.</summary>
    public void AddFirstTokens(Latencies latencies, double requests)
    {
        for (var i = 0; i < Ready; i++)
        {
            latencies.Add(FirstTokenOf(_engines[i].Queue), requests / Ready);
        }
    }

    // Who comes last waits until all before him at the same engine have started.
    private double FirstTokenOf(EngineQueue queue) => _times.FirstToken + (queue.Waiting * _times.Duration / _times.Places);

    private sealed class Engine(int readyAt)
    {
        public int ReadyAt { get; } = readyAt;

        public EngineQueue Queue { get; } = new();
    }
}
