using System.Runtime.CompilerServices;
using AiStack.Autoscaling.Load;

namespace AiStack.Autoscaling.Replay;

/// <summary>Plays a load against a model's simulated engines and its scaling rules, in steps of a second. The same input gives the same timeline.</summary>
/// <remarks>
/// Each second: engines that have loaded answer; Prometheus scrapes when it is time; KEDA and the HorizontalPodAutoscaler look when they are due; then the second's requests come.
/// Left out: the time of a request on the network, retries, and that an engine with many requests is slower for each.
/// </remarks>
public sealed class ModelReplay
{
    private readonly ReplayedModel _model;
    private readonly LoadCurve _load;
    private readonly SimulatedEngines _engines;
    private readonly ScrapedModel _scraped;
    private readonly Autoscaler? _autoscaler;
    private readonly TriggerRecord[] _triggers;
    private readonly MetricReading[] _readings;
    private readonly Latencies _latencies = new();
    private readonly StepsOfReplay _steps;
    private readonly List<ScalingDecision> _changes = [];
    private ScalingDecision? _decision;
    private double _requests;
    private double _lost;
    private double _cut;
    private double _peakWaiting;
    private long _replicaSeconds;
    private int? _firstWait;
    private int? _firstAddedReady;

    private ModelReplay(ReplayedModel model, LoadCurve load, int resolution)
    {
        (_model, _load, _steps) = (model, model.AnswersWithVectors ? load.WithoutAnswers() : load, new(resolution));
        _engines = new(model.Speed, (int)Math.Ceiling(model.StartUp.TotalSeconds));
        _scraped = new(model);
        _autoscaler = model.Rules is { } rules ? new(rules, TimeSpan.Zero) : null;
        _triggers = model.Rules is null ? [] : [.. model.Rules.Triggers.Zip(model.Sources, (trigger, source) => new TriggerRecord(trigger, source))];
        _readings = new MetricReading[_triggers.Length];
    }

    /// <summary>Plays a load.</summary>
    /// <param name="model">The model.</param>
    /// <param name="load">The load. A model that answers with vectors makes no output tokens of it.</param>
    /// <param name="resolution">Seconds of one piece of the timeline at most.</param>
    /// <exception cref="ArgumentException">There is not one source for each trigger, or the rules are none (see <see cref="Autoscaler"/>).</exception>
    public static ModelTimeline Run(ReplayedModel model, LoadCurve load, int resolution = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(load);
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 1);
        if (model.Rules is { } rules && rules.Triggers.Count != model.Sources.Count)
        {
            throw new ArgumentException("Each trigger has one source.", nameof(model));
        }

        return new ModelReplay(model, load, resolution).Run();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ModelTimeline Run()
    {
        _engines.Scale(_model.Rules switch
        {
            null => _model.Replicas,
            { MinReplicas: 0 } => 0,
            { } rules => Math.Clamp(_model.Replicas, rules.MinReplicas, rules.MaxReplicas),
        }, 0, areReady: true);
        var (fewest, most) = (_engines.Existing, _engines.Existing);
        var seconds = _load.Span;
        for (var second = 0; second < seconds.Length; second++)
        {
            _engines.Begin(second);
            _scraped.Scrape(second, _engines, _requests);
            Decide(second);
            (fewest, most) = (Math.Min(fewest, _engines.Existing), Math.Max(most, _engines.Existing));
            _firstAddedReady ??= _changes.Count > 0 && _steps.Replicas >= 0 && _engines.Ready > _steps.Replicas ? second : null;
            _replicaSeconds += _engines.Existing;
            var load = seconds[second];
            _engines.Step(load);
            Note(second, load);
        }

        var summary = Summarize(fewest, most);
        return new(_model, _steps.Finish(), _changes, summary, ReplayFindings.Of(_model, _load, summary, _triggers, _changes));
    }

    private void Decide(int second)
    {
        var hasScaled = false;
        while (_autoscaler?.NextDue.Ticks <= second * TimeSpan.TicksPerSecond)
        {
            var existing = _engines.Existing;
            if (_autoscaler.NextReads)
            {
                for (var i = 0; i < _readings.Length; i++)
                {
                    _readings[i] = _scraped.Read(_triggers[i].Source, second);
                    _triggers[i].Add(_readings[i], existing);
                }
            }

            var decision = _autoscaler.Step(TimeSpan.FromSeconds(second), new(existing, existing, _engines.Ready), _readings);

            // While engines run it is the HorizontalPodAutoscaler that explains their number, while none do it is KEDA. What changes it is not talked over in the same second.
            var explains = !hasScaled && decision.By == (existing == 0 ? ScalingActor.Keda : ScalingActor.HorizontalPodAutoscaler);
            _decision = decision.Scales || _decision is null || explains ? decision : _decision;
            hasScaled |= decision.Scales;
            if (decision.Scales)
            {
                _changes.Add(decision);
                _cut += _engines.Scale(decision.To, second);
                _engines.Begin(second);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Note(int second, LoadSecond load)
    {
        _requests += load.Requests;
        _lost += _engines.Lost;
        _peakWaiting = Math.Max(_peakWaiting, _engines.Waiting);
        _firstWait ??= _engines.Waiting >= 1 || _lost >= 1 ? second : null;
        _steps.Add(second, load, _engines, _decision?.Reason ?? "not scaled");
        if (_engines.Ready > 0 && load.Requests > 0)
        {
            _engines.AddFirstTokens(_latencies, load.Requests);
        }
    }

    private ReplaySummary Summarize(int fewest, int most)
    {
        var hours = _replicaSeconds / 3600.0;
        return new()
        {
            Seconds = _load.Seconds.Count,
            Requests = _requests,
            LostAtZero = _lost,
            CutOff = _cut,
            PeakWaiting = _peakWaiting,
            FewestReplicas = fewest,
            MostReplicas = most,
            ScaleUps = _changes.Count(change => change.To > change.From),
            ScaleDowns = _changes.Count(change => change.To < change.From),
            FirstWait = _firstWait,
            FirstScaleUp = (int?)_changes.FirstOrDefault(change => change.To > change.From)?.Time.TotalSeconds,
            FirstAddedReady = _firstAddedReady,
            FirstTokenP50 = _latencies.Quantile(0.5),
            FirstTokenP95 = _latencies.Quantile(0.95),
            FirstTokenP99 = _latencies.Quantile(0.99),
            CapacityPerReplica = _model.Speed.Capacity(_load.Busiest),
            ReplicaHours = hours,
            GpuHours = hours * _model.Gpus,
            Cost = hours * _model.PricePerHour,
        };
    }
}
