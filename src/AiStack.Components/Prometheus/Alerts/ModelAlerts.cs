using System.Globalization;
using AiStack.Components.Keda;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Vllm;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>What calls somebody about a model.</summary>
/// <param name="model">The model.</param>
/// <param name="targetNamespace">Namespace of its engines.</param>
/// <param name="router">Job of its router.</param>
/// <param name="interval">Time between two scrapes.</param>
internal sealed class ModelAlerts(ScrapedModel model, string targetNamespace, string router, TimeSpan interval)
{
    /// <summary>Requests in a queue that are none of an alert's business: a burst.</summary>
    private const double UsualQueue = 10;

    /// <summary>Share of the KV cache from which requests wait for it.</summary>
    private const double FullCache = 0.95;

    /// <summary>Seconds to the first token that users take for broken.</summary>
    private const double SlowFirstToken = 5;

    private static readonly TimeSpan s_lasting = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(15);

    /// <summary>The alerts of the model.</summary>
    public IEnumerable<AlertRule> All()
    {
        if (!model.MaySleep)
        {
            yield return Down();
        }
        else if (model.Scale is not null)
        {
            yield return DoesNotWake();
        }

        yield return QueueGrows();
        yield return CacheFull();
        if (model.Spec.ModelType == ModelType.Chat)
        {
            yield return FirstTokenSlow();
        }

        if (model.IsScaled)
        {
            yield return AtMaximum();
        }
    }

    private AlertRule Down() => new("ModelDown", AlertSeverity.Critical, model.Name, Presence.Missing(targetNamespace, model.Job, interval))
    {
        Namespace = targetNamespace,
        For = Presence.Patience,
        Summary = $"Model {model.Name} has no engine that answers.",
        Description = $"No engine of {model.Name} (job {model.Job}) has answered a scrape for {LookBack.For(interval)} and longer, though at least one should run. Requests for {model.Spec.ClientName} fail.",
        Action = $"Look at the pods: kubectl -n {targetNamespace} get pods -l {ProductionStackFacts.AppLabel}={model.Job}; then kubectl -n {targetNamespace} describe pods and logs of one. "
            + "Pending: no node with a free GPU. CrashLoopBackOff: memory, or the model cannot be fetched. A first start loads the weights and may take half an hour.",
    };

    // An engine that sleeps is no trouble; requests that nobody answers are. The router counts them before it refuses them.
    private AlertRule DoesNotWake() => new("ModelDoesNotWake", AlertSeverity.Critical, model.Name,
        $"sum(rate({Series.Of(VllmMetrics.IncomingRequests, ("namespace", targetNamespace), ("job", router), (VllmMetrics.RouterModelLabel, model.Spec.ClientName))}[{LookBack.For(interval, s_long)}])) > 0"
        + $" unless on () {Presence.Answering(targetNamespace, model.Job, interval)}")
    {
        Namespace = targetNamespace,
        For = s_long,
        Summary = $"Model {model.Name} is asked for and does not wake.",
        Description = $"Requests for {model.Spec.ClientName} have reached {router} for 15 minutes, and no engine of {model.Name} has answered. A start takes as long as fetching and loading the weights does.",
        Action = $"Ask the scaler: kubectl -n {targetNamespace} describe scaledobject {KedaModule.ScaledObjectName(model.Model)}; then the pods: kubectl -n {targetNamespace} get pods -l {ProductionStackFacts.AppLabel}={model.Job}.",
    };

    private AlertRule QueueGrows()
    {
        var queue = Of(Recorded.Waiting);
        return new("ModelQueueGrows", AlertSeverity.Warning, model.Name, $"min_over_time({queue}[10m]) > {Number(LongQueue)} and deriv({queue}[10m]) > 0")
        {
            For = Presence.Patience,
            Summary = $"The queue of {model.Name} grows.",
            Description = $"{{{{ $value | humanize }}}} requests or more have been waiting for {model.Name} for 10 minutes, and there are more and more of them.",
            Action = model.Scale is { } scale
                ? $"It is scaled to {scale.MaxReplicas} engines at most: see whether they run (kubectl -n {targetNamespace} get hpa {Autoscaler}), then raise keda_maxreplicacount of the link to {model.Name}."
                : $"Give {model.Name} more replicas, or let keda scale it.",
        };
    }

    private AlertRule CacheFull() => new("ModelKvCacheFull", AlertSeverity.Warning, model.Name, $"{Of(Recorded.CacheUsage)} > {Number(FullCache)}")
    {
        For = s_lasting,
        Summary = $"No KV cache is left on an engine of {model.Name}.",
        Description = $"An engine of {model.Name} has used {{{{ $value | humanizePercentage }}}} of its KV cache for 10 minutes: further requests wait, and running ones are put back.",
        Action = $"Lower max_model_len of {model.Name}, raise gpu_memory_utilization, or run more replicas; `aistack check` tells what fits on the GPU.",
    };

    private AlertRule FirstTokenSlow() => new("ModelFirstTokenSlow", AlertSeverity.Warning, model.Name, $"{Of(Recorded.Quantile(Recorded.FirstToken, "p95"))} > {Number(SlowFirstToken)}")
    {
        For = s_lasting,
        Summary = $"First tokens of {model.Name} are late.",
        Description = $"One request in twenty has waited {{{{ $value | humanizeDuration }}}} or longer for the first token of {model.Name} for 10 minutes.",
        Action = "See whether requests queue (more replicas help) or prompts are long (a prefix cache helps, or a smaller max_model_len).",
    };

    private AlertRule AtMaximum() => new("ModelAtMaximumScale", AlertSeverity.Warning, model.Name,
        $"{Series.Of(ClusterMetrics.WantedReplicas, ("namespace", targetNamespace), (ClusterMetrics.AutoscalerLabel, Autoscaler))} >= {Number(model.Scale!.MaxReplicas)}")
    {
        For = s_long,
        Summary = $"Model {model.Name} is scaled as far as it may be.",
        Description = $"The autoscaler has wanted all {model.Scale.MaxReplicas} engines of {model.Name} for 15 minutes. More load will queue.",
        Action = $"Raise keda_maxreplicacount of the link to {model.Name} if there are GPUs for it. What is wanted and why: kubectl -n {targetNamespace} describe hpa {Autoscaler}.",
    };

    // Below this a scaler that follows the queue has engines left to start.
    private double LongQueue => model.Scale is { Metric: VllmMetrics.Waiting } scale ? Math.Max(UsualQueue, scale.Threshold * scale.MaxReplicas) : UsualQueue;

    private string Autoscaler => KedaMetrics.AutoscalerOf(KedaModule.ScaledObjectName(model.Model));

    private string Of(string recorded) => Series.Of(recorded, ("namespace", targetNamespace), ("job", model.Job));

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
