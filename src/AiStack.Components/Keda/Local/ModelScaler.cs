using System.Collections.Immutable;
using System.Globalization;
using AiStack.Autoscaling;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Keda;

/// <summary>Scales one model on this machine: KEDA's and the HorizontalPodAutoscaler's rules, this machine's clock, engines and metrics.</summary>
internal sealed class ModelScaler
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly ModelScalerResource _resource;
    private readonly ScalingRules _rules;
    private readonly LocalReplicas _replicas;
    private readonly ILocalMetrics _metrics;
    private readonly ResourceNotificationService _notifications;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly double _speed;
    private MetricReading[] _readings;
    private readonly Dictionary<ScalingActor, string> _told = [];
    private ScalingDecision? _last;

    public ModelScaler(
        ModelScalerResource resource, ScalingRules rules, LocalReplicas replicas, ILocalMetrics metrics, ResourceNotificationService notifications, ILogger logger, TimeProvider time, double speed)
    {
        (_resource, _rules, _replicas, _metrics, _notifications, _logger, _time, _speed) = (resource, rules, replicas, metrics, notifications, logger, time, speed);
        _readings = [.. rules.Triggers.Select(_ => MetricReading.Nothing)];
    }

    /// <summary>Looks and scales until the application ends.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        _replicas.Changed += Show;
        await WaitForTheFirstAsync(stopping).ConfigureAwait(false);
        _logger.LogInformation("{Rules}", Describe());
        var began = _time.GetTimestamp();

        // Whoever watches does not want to wait for two clocks: the HorizontalPodAutoscaler looks as often as KEDA polls where that is more often than its own 15 s.
        var syncPeriod = _rules.PollingInterval < Autoscaler.SyncPeriod ? _rules.PollingInterval : Autoscaler.SyncPeriod;
        var autoscaler = new Autoscaler(_rules, TimeSpan.Zero, syncPeriod);
        while (true)
        {
            var wait = (autoscaler.NextDue - Now()) / _speed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, stopping).ConfigureAwait(false);
            }

            if (autoscaler.NextReads)
            {
                _readings = await Task.WhenAll(_rules.Triggers.Select(trigger => _metrics.ReadAsync(trigger, stopping))).ConfigureAwait(false);
            }

            // A look that comes a moment late counts as made when it was due: or a policy of one engine a minute would let the fourth look pass, which is a few milliseconds short of it.
            var (now, due) = (Now(), autoscaler.NextDue);
            var decision = autoscaler.Step(now - due < syncPeriod ? due : now, _replicas.Counts, _readings);
            Act(decision);
        }

        TimeSpan Now() => _time.GetElapsedTime(began) * _speed;
    }

    // An engine that is just starting has no metrics, which would be told as a failure. One that does not start is none of the scaler's business.
    private async Task WaitForTheFirstAsync(CancellationToken stopping)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _replicas.Changed += Look;
        Look();
        try
        {
            await ready.Task.WaitAsync(s_patience, _time, stopping).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.LogInformation("No engine of '{Model}' has got ready within {Seconds} s; it is scaled all the same.", _resource.Model.Name, s_patience.TotalSeconds);
        }
        finally
        {
            _replicas.Changed -= Look;
        }

        void Look()
        {
            if (_replicas.Counts.Ready > 0)
            {
                ready.TrySetResult();
            }
        }
    }

    private void Act(ScalingDecision decision)
    {
        // The same again from the same one is no news, nor is whether a model is asked for that never sleeps.
        var isNews = decision.Reason != _told.GetValueOrDefault(decision.By) && (_rules.MinReplicas == 0 || decision.By == ScalingActor.HorizontalPodAutoscaler);
        if (decision.Scales || isNews)
        {
            _logger.LogInformation("{Reason}", decision.Reason);
        }

        _told[decision.By] = decision.Reason;
        _last = decision;
        if (decision.Scales)
        {
            _replicas.Scale(decision.To);
        }

        Show();
    }

    private string Describe() =>
        $"Scales '{_resource.Model.Name}' from {_rules.MinReplicas} to {_rules.MaxReplicas} engines, looks every {Number(_rules.PollingInterval.TotalSeconds)} s{(_speed > 1 ? $" of a time that goes {Number(_speed)} times as fast" : "")}: "
        + string.Join("; ", _rules.Triggers.Select(trigger => $"{trigger.Query} / {Number(trigger.Threshold)}"));

    private void Show()
    {
        var counts = _replicas.Counts;
        var properties = Properties(counts);
        _ = _notifications.PublishUpdateAsync(_resource, snapshot => snapshot with
        {
            State = new(StateOf(counts), KnownResourceStateStyles.Info),
            StartTimeStamp = snapshot.StartTimeStamp ?? DateTime.UtcNow,
            Properties = properties,
        });
    }

    private string StateOf(ReplicaCounts counts) =>
        _replicas.IsAnyEnding ? FormattableString.Invariant($"going to {counts.Wanted}")
        : counts is { Wanted: 0, Existing: 0 } ? "asleep"
        : counts.Ready == counts.Wanted && counts.Existing == counts.Wanted ? FormattableString.Invariant($"{counts.Wanted} running")
        : FormattableString.Invariant($"{counts.Ready} of {counts.Wanted} ready");

    private ImmutableArray<ResourcePropertySnapshot> Properties(ReplicaCounts counts) =>
    [
        .. _rules.Triggers.Select((trigger, index) => new ResourcePropertySnapshot($"{trigger.Name}.value", ValueOf(trigger, _readings[index]))),
        .. _rules.Triggers.Select(trigger => new ResourcePropertySnapshot($"{trigger.Name}.target", trigger.Threshold)),
        new("replicas.desired", counts.Wanted),
        new("replicas.actual", counts.Existing),
        new("replicas.ready", counts.Ready),
        new("replicas.bounds", $"{_rules.MinReplicas} to {_rules.MaxReplicas}"),
        new("last.reason", _last?.Reason ?? ""),

        // Where the table of resources has room for it.
        new(CustomResourceKnownProperties.Source, _last?.Reason ?? ""),
    ];

    private static string ValueOf(ScalingTrigger trigger, MetricReading reading)
    {
        var (value, error) = reading.ValueFor(trigger);
        return error ?? (reading.IsNothing ? "no series" : Number(value));
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
